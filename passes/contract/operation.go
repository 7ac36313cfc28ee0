package contract

import (
	"go/token"
	"slices"
	"strings"
)

// An Operation is what is documented for one operation of an API: by the
// comment of its handler, or by an OpenAPI document.
type Operation struct {
	Style      Style
	ID         string  // operationId, or ""
	Routes     []Route // where it is reached, base paths included; none if that is not said
	Path       string  // of a document: its path there, without a base path
	Responses  []Response
	Parameters []Parameter // of a document
	Consumes   []string    // media types of requests; nil: not said
	Produces   []string    // media types of responses; nil: not said

	// Pos is where a comment begins to speak of the operation, NoPos for a
	// document's, and From the place in the document.
	Pos  token.Pos
	From Pos
	// Broken are the parts of a comment that nobody can read. What they were to
	// document is unknown, and so is then whether any status is undocumented.
	Broken []BrokenComment

	template func(status int, text string) (token.Pos, string) // see Document
}

// Style is the form in which an operation is documented.
type Style string

const (
	StyleSwag      Style = "swag"       // github.com/swaggo/swag: @Success, @Failure, @Router
	StyleGoSwagger Style = "go-swagger" // swagger:operation, swagger:route
	StyleOpenAPI   Style = "openapi"    // an OpenAPI document
)

// A Route is a request method, in upper case, and a path with its parameters as
// OpenAPI writes them: /users/{id}.
type Route struct{ Method, Path string }

func (r Route) String() string { return r.Method + " " + r.Path }

// A Parameter is one of a request, as a document has it.
type Parameter struct {
	Name     string
	In       string // path, query, header, cookie, body, formData
	Required bool
}

// A Response is a documented answer of an operation.
type Response struct {
	Pattern Pattern
	Type    string  // the type or definition of the body, as it is written there, or ""
	Text    bool    `json:"-"` // the type is a string by another name
	Schema  *Schema `json:"-"` // of an error's JSON body, from a document; nil if it has none, or several by the media type
	Pos     token.Pos
	From    Pos
}

// A BrokenComment is a line of a doc comment that the tool which it is meant
// for refuses.
type BrokenComment struct {
	Pos, End token.Pos
	What     string // what is wrong: `@Failure 4O4 names no status`
}

// Phrase names the operation for a message: "operation getBook", or by its
// route where it has no other name: "GET /books/{isbn}".
func (o *Operation) Phrase() string {
	if o.ID == "" && len(o.Routes) > 0 {
		return o.Routes[0].String()
	}
	return "operation " + o.ID
}

// Response returns the most specific response for a status, or nil.
func (o *Operation) Response(status int) *Response {
	if i := narrowest(o.Responses, func(r Response) Pattern { return r.Pattern }, status); i >= 0 {
		return &o.Responses[i]
	}
	return nil
}

// Documents reports whether the operation documents a status, by itself, by
// its class or by default.
func (o *Operation) Documents(status int) bool { return o.Response(status) != nil }

// Judges reports whether the operation says enough of statuses like this one for
// another to be a mistake. Many comments name no error at all, or no redirect,
// and mean that they say nothing about them: errors are documented where one is
// named, and so are successes and redirects, each by themselves.
func (o *Operation) Judges(status int) bool {
	return len(o.Broken) == 0 && slices.ContainsFunc(o.Responses, func(r Response) bool { return r.Pattern.alike(status) })
}

// alike reports whether a pattern is of one kind with a status: a success, a
// redirect, or an error.
func (p Pattern) alike(status int) bool {
	lo, hi := 400, 599
	if status < 400 {
		lo = status / 100 * 100
		hi = lo + 99
	}
	return status >= 200 && p.lo <= hi && lo <= p.hi
}

// Only reports whether no requests get to the operation but those of some methods.
func (o *Operation) Only(methods []string) bool {
	return len(o.Routes) > 0 && !slices.ContainsFunc(o.Routes, func(r Route) bool { return !slices.Contains(methods, r.Method) })
}

// Statuses names what the operation documents, in the order of its text: "200,
// 4XX, default".
func (o *Operation) Statuses() string {
	var names []string
	for _, r := range o.Responses {
		if name := r.Pattern.String(); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Numbers returns the statuses that the operation documents by number, in the order of its text.
func (o *Operation) Numbers() (codes []int) {
	for _, r := range o.Responses {
		if r.Pattern.lo == r.Pattern.hi && !slices.Contains(codes, r.Pattern.lo) {
			codes = append(codes, r.Pattern.lo)
		}
	}
	return codes
}

// Document returns the text that documents a further status in the style of its
// neighbours, and where it is to be inserted: whole lines, at the start of one.
// Text says what the status means ("Not Found"). It is not ok for what is not
// documented beside the handler.
func (o *Operation) Document(status int, text string) (at token.Pos, lines string, ok bool) {
	if o.template == nil {
		return token.NoPos, "", false
	}
	at, lines = o.template(status, text)
	return at, lines, lines != ""
}

// hasBody reports whether answers with a status have a body.
func hasBody(status int) bool {
	return status >= 200 && status != 204 && status != 205 && status != 304
}

// parseResponse reads the key of a response as comments and documents have it.
func parseResponse(key string) (Pattern, bool) {
	if strings.EqualFold(key, "default") {
		return everyStatus, true
	}
	p, ok := parsePattern(strings.ToUpper(key))
	return p, ok
}

// beside returns where a further status belongs in a comment with a line for each:
// like is the response whose line shows how it is written, its nearest neighbour of
// the same class if there is one, and the line goes behind that of place, or before
// it. A comment whose statuses are in no order gets it behind its like. Fit, if it is
// not nil, says of a response whether its line can be written for another status.
func (o *Operation) beside(status int, fit func(Response) bool) (like, place int, before, ok bool) {
	like, place = -1, -1
	first, last, sorted := -1, 0, true
	near := func(i int) int { // how far a neighbour is: another class is far
		d := o.Responses[i].Pattern.lo - status
		far := 0
		if o.Responses[i].Pattern.lo/100 != status/100 {
			far = 1000
		}
		if fit != nil && !fit(o.Responses[i]) {
			far += 2000
		}
		return far + max(d, -d)
	}
	for i, r := range o.Responses {
		if !r.Pos.IsValid() || r.Pattern == everyStatus || !r.Pattern.alike(status) {
			continue
		}
		if like < 0 || near(i) <= near(like) {
			like = i
		}
		sorted = sorted && last <= r.Pattern.lo
		if last = r.Pattern.lo; first < 0 {
			first = i
		}
		if r.Pattern.lo < status {
			place = i
		}
	}
	switch {
	case like < 0:
		return 0, 0, false, false
	case !sorted:
		place = like
	case place < 0:
		return like, first, true, true
	}
	return like, place, false, true
}

// start returns where a line starts in the file.
func (l commentLine) start() token.Pos { return l.pos - token.Pos(len(l.raw)-len(l.text)) }
