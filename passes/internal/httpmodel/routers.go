package httpmodel

import "slices"

const (
	bunPath        = "github.com/uptrace/bunrouter"
	httprouterPath = "github.com/julienschmidt/httprouter"
	negroniPath    = "github.com/urfave/negroni"
)

// Routers and middleware whose handlers respond through net/http's writer: httprouter,
// negroni and bunrouter. What is left out, and why:
//   - ServeHTTP, Use and their kin run code that the caller chose.
//   - httprouter's PanicHandler and negroni's PanicHandlerFunc are the program's own.
//   - An error that a handler of bunrouter returns is dropped, unless a middleware of the
//     program responds to it.
func routers() []table {
	return []table{
		{pkg: httprouterPath, rows: httprouterRows, handler: "Handle", overrides: []Override{
			{"Router", "MethodNotAllowed", 405}, {"Router", "NotFound", 404},
		}},
		{pkg: bunPath, rows: bunRows, handler: "HandlerFunc", form: bunForm, overrides: []Override{
			{"", "WithMethodNotAllowedHandler", 405}, {"", "WithNotFoundHandler", 404},
		}},
		negroni(negroniPath),
		negroni(negroniPath + "/v3"),
	}
}

func httprouterRows() []Row {
	missing := []Response{
		{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT},
		{Kind: Complete, Status: status(405), Body: str("Method Not Allowed"), ContentType: plainCT, Key: str("Allow")},
	}
	return slices.Concat([]Row{
		{Name: "New", OwnResponses: missing, Pure: true},
		{Recv: "Params", Name: "ByName", Results: []Expr{plain()}, Pure: true},
	},
		harmless("", "ParamsFromContext"),
		harmless("Router", "DELETE", "GET", "HEAD", "Handle", "Handler", "HandlerFunc", "OPTIONS", "PATCH", "POST", "PUT", "ServeFiles"),
	)
}

func bunRows() []Row {
	missing := []Response{
		{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT},
		{Kind: Status, Status: status(405)}, // without Allow
	}
	methods := []string{"DELETE", "GET", "HEAD", "Handle", "OPTIONS", "PATCH", "POST", "PUT"}
	numbers := []string{"Int", "Int32", "Int64", "Uint32", "Uint64"}
	return slices.Concat([]Row{
		{Name: "New", OwnResponses: missing, Pure: true},
		{Name: "JSON", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(JSON, arg(1)), ContentType: "application/json"}},
		{Recv: "Request", Name: "Param", Results: []Expr{plain()}, Pure: true},
		{Recv: "Request", Name: "Route", Results: []Expr{plain()}, Pure: true},
		{Recv: "Params", Name: "ByName", Results: []Expr{plain()}, Pure: true},
		{Recv: "Params", Name: "Get", Results: []Expr{plain()}, Pure: true},
	},
		each(Row{Recv: "Params", Results: []Expr{plain(), parseError()}, Pure: true}, numbers...),
		harmless("", "HTTPHandler", "HTTPHandlerFunc", "ParamsFromContext"),
		harmless("Request", "Params"),
		harmless("Group", methods...),
		harmless("CompatGroup", methods...),
		harmless("Group", "Compat"),
	)
}

// negroni returns the table of one version. Its recovery prints the stack, until it is told not to.
func negroni(path string) table {
	return table{
		pkg: path,
		rows: func() []Row {
			panicked := []Response{{Kind: Complete, Status: status(500), Body: Expr{Op: OpStack}, ContentType: plainCT, Keeps: true}}
			return slices.Concat([]Row{
				{Name: "NewRecovery", OwnResponses: panicked, Pure: true},
				{Name: "Classic", OwnResponses: panicked, Pure: true},
				{Name: "NewResponseWriter", Results: []Expr{arg(0)}, Pure: true},
				{Recv: "ResponseWriter", Name: "Status", Results: []Expr{kept(0)}, Pure: true},
			},
				harmless("ResponseWriter", "Before", "Size", "Written"),
				harmless("", "New", "NewLogger", "NewStatic", "Wrap", "WrapFunc"),
				harmless("Negroni", "Handlers", "Use", "UseHandler"),
			)
		},
		contexts:  []Context{{Type: "ResponseWriter"}},
		overrides: []Override{{"Recovery", "Formatter", 0}, {"Recovery", "PrintStack", 0}},
	}
}
