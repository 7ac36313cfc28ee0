package httpmodel

// A Form is how code that is written for a library answers, so that a fix reads
// as its author would have written it. In the code stand $p for the package, $w
// for the context or writer, $r for the request, $s for the status, $b for the
// body, $k and $v for a header field.
type Form struct {
	Map    string `model:"map"`               // the package's name for a map[string]any, "" if it has none
	JSON   string `model:"json"`              // answers with a status and a body as JSON, "" if no call does
	Kept   string `model:"json-after-status"` // the same under the status that was set before, "" if no call does
	Abort  string `model:"abort"`             // is JSON, and the handlers behind this one do not run; "" if they never do
	Header string `model:"header"`            // sets a header field, "" if that has to be done through $w itself
	Label  string `model:"content-type"`      // sets the media type $v, "" if Header does
	Status string `model:"status"`            // sets the status alone, "" if that has to be done as net/http does
	// Types says that in JSON and Kept a media type may follow the body. Else one
	// that Header has set stays; without a Header it is application/json.
	Types bool `model:"media-type-follows"`
	// Errors says that JSON, Kept and Abort return an error, for the handler to return.
	Errors bool `model:"returns-error"`
}

// FormOf returns how code answers through the functions of a package, or
// through a type of it if recv is its name; nil if that is net/http's way.
func (m *Model) FormOf(path, recv string) *Form {
	table := m.table(path)
	switch {
	case table == nil:
		return nil
	case recv == "":
		return table.form
	}
	for i := range table.contexts {
		if c := &table.contexts[i]; c.Type == recv {
			return c.Form
		}
	}
	return nil
}

var (
	ginForm = &Form{Map: "H", JSON: "$w.JSON($s, $b)", Abort: "$w.AbortWithStatusJSON($s, $b)",
		Header: "$w.Header($k, $v)"}
	echoForm = &Form{JSON: "$w.JSON($s, $b)", Errors: true,
		Header: "$w.Response().Header().Set($k, $v)"}
	fiberForm = &Form{Map: "Map", JSON: "$w.Status($s).JSON($b)", Kept: "$w.JSON($b)", Types: true, Errors: true,
		Header: "$w.Set($k, $v)"}
	// A RequestCtx is no http.ResponseWriter: it has neither Header nor WriteHeader.
	fasthttpForm = &Form{Header: "$w.Response.Header.Set($k, $v)", Label: "$w.SetContentType($v)", Status: "$w.SetStatusCode($s)"}
	hertzForm    = &Form{JSON: "$w.JSON($s, $b)", Abort: "$w.AbortWithStatusJSON($s, $b)",
		Header: "$w.Header($k, $v)"}
	irisForm    = &Form{JSON: "$w.StopWithJSON($s, $b)", Kept: "$w.JSON($b)", Header: "$w.Header($k, $v)", Label: "$w.ContentType($v)"}
	restfulForm = &Form{JSON: "$w.WriteHeaderAndEntity($s, $b)", Header: "$w.AddHeader($k, $v)"}
	bunForm     = &Form{Map: "H", Kept: "$p.JSON($w, $b)"}
	kratosForm  = &Form{JSON: "$w.JSON($s, $b)", Errors: true, Header: "$w.Response().Header().Set($k, $v)"}
	gozeroForm  = &Form{JSON: "$p.WriteJson($w, $s, $b)"}
	renderForm  = &Form{Map: "M", Kept: "$p.JSON($w, $r, $b)"}
)
