package httpmodel

import (
	"slices"
	"strconv"
)

// github.com/danielgtaylor/huma/v2. An operation's handler returns what is sent:
// a value, whose type decides, or an error. What is left out, and why:
//   - Context.EachHeader, AutoRegister and middleware run code that the caller chose.
//   - ErrorModel.Add adds the text of an error to a member: no Expr says "and".
//   - what Register answers of its own accord (422 for input that is not valid,
//     and more) belongs to the operation's document.
func huma() []table {
	tables := []table{{
		pkg:      humaPkg,
		rows:     humaRows,
		contexts: []Context{{Type: "Context"}},
		statusErrors: []StatusError{
			{Type: "StatusError", Response: Response{Kind: Complete, Status: method("GetStatus"), Body: encode(JSON, arg(0)), ContentType: "application/json"}},
			{Type: "ErrorModel", Response: Response{Kind: Complete, Status: member("Status"), Body: encode(JSON, arg(0)), ContentType: problemCT}},
			{Type: anyError, Response: Response{Kind: Complete, Status: status(500), ContentType: problemCT,
				Body: encode(JSON, humaError(status(500), str("unexpected error occurred"), text(arg(0))))}},
		},
		overrides: []Override{{Name: "NewError"}, {Name: "NewErrorWithContext"}},
		output:    "Body", // bytes and functions are sent as they are
	}}
	for _, adapter := range []string{"humachi", "humaecho", "humafiber", "humagin", "humago", "humamux"} {
		tables = append(tables, table{
			pkg:  humaPkg + "/adapters/" + adapter,
			rows: func() []Row { return humaAdapter(adapter) },
		})
	}
	return tables
}

const (
	humaPkg   = "github.com/danielgtaylor/huma/v2"
	problemCT = "application/problem+json"
)

// humaError returns a problem; the texts of the errors go into its list.
func humaError(status, detail, errors Expr) Expr {
	return made("ErrorModel", Member{"Status", status}, Member{"Title", statusText(status)},
		Member{"Detail", detail}, Member{"Errors", errors})
}

func humaRows() []Row {
	rows := []Row{
		// Both are variables: a program may put its own function there.
		{Name: "NewError", Results: []Expr{humaError(arg(0), arg(1), text(rest(2)))}, Pure: true},
		{Name: "NewErrorWithContext", Results: []Expr{humaError(arg(1), arg(2), text(rest(3)))}, Pure: true},
		{Name: "Status304NotModified", Results: []Expr{humaError(status(304), str(""), Expr{})}, Pure: true},
		// The headers go with the error, which stays what it is.
		{Name: "ErrorWithHeaders", Results: []Expr{arg(0)}, Pure: true},
		// JSON, unless the client prefers another format.
		{Name: "WriteErr", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 1, Status: arg(2), ContentType: problemCT, Error: true,
			Body: encode(JSON, humaError(arg(2), arg(3), text(rest(4))))}},

		{Recv: "ErrorModel", Name: "Error", Results: []Expr{text(member("Detail"))}, Pure: true},
		{Recv: "ErrorModel", Name: "GetStatus", Results: []Expr{member("Status")}, Pure: true},
		{Recv: "ErrorDetail", Name: "Error", Results: []Expr{join(text(member("Message")), text(member("Location")), text(member("Value")))}, Pure: true},
		{Recv: "ErrorDetail", Name: "ErrorDetail", Results: []Expr{arg(0)}, Pure: true},

		// The adapters of net/http's routers send the status at once, the others do not.
		{Recv: "Context", Name: "SetStatus", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "Context", Name: "Status", Results: []Expr{kept(0)}, Pure: true},
		{Recv: "Context", Name: "SetHeader", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: "Context", Name: "AppendHeader", Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: "Context", Name: "BodyWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Context", Name: "GetMultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
		{Name: "WithContext", Results: []Expr{arg(0)}, Pure: true},
		{Name: "WithValue", Results: []Expr{arg(0)}, Pure: true},
		{Name: "ReadCookie", Results: []Expr{{}, newError(str("http: named cookie not present"))}, Pure: true},

		{Recv: "API", Name: "Marshal", Response: &Response{Kind: Body, Writer: 1, Body: encode(Unknown, arg(3))}},
		{Recv: "API", Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 3},
	}
	for name, code := range map[string]int{
		"BadRequest": 400, "Unauthorized": 401, "Forbidden": 403, "NotFound": 404, "MethodNotAllowed": 405,
		"NotAcceptable": 406, "Conflict": 409, "Gone": 410, "PreconditionFailed": 412, "UnsupportedMediaType": 415,
		"UnprocessableEntity": 422, "TooManyRequests": 429, "InternalServerError": 500, "NotImplemented": 501,
		"BadGateway": 502, "ServiceUnavailable": 503, "GatewayTimeout": 504,
	} {
		rows = append(rows, Row{Name: "Error" + strconv.Itoa(code) + name,
			Results: []Expr{humaError(status(code), arg(0), text(rest(1)))}, Pure: true})
	}
	return slices.Concat(rows,
		each(Row{Recv: "Context", Results: []Expr{plain()}, Pure: true}, "Header", "Host", "Method", "Param", "Query", "RemoteAddr", "URL"),
		harmless("Context", "BodyReader", "Context", "Operation", "SetReadDeadline", "TLS", "Version"),
		// They keep the handlers that they are given, and run none.
		harmless("", "Register", "Delete", "Get", "Head", "Patch", "Post", "Put", "NewAPI", "NewGroup"),
		harmless("API", "Adapter", "Middlewares", "Negotiate", "OpenAPI", "UseMiddleware"),
		harmless("Group", "UseMiddleware", "UseModifier", "UseSimpleModifier", "UseTransformer"),
		harmless("", "DefaultConfig", "OperationTags", "ReadCookies"),
	)
}

// humaAdapter returns the rows of what puts an API on a router. The context and
// the router's own are the same response.
func humaAdapter(name string) []Row {
	own := []Expr{arg(0)}
	switch name {
	case "humachi", "humago", "humamux":
		own = []Expr{{}, arg(0)} // the request comes first
	}
	rows := append(harmless("", "New"), Row{Name: "Unwrap", Results: own, Pure: true})
	switch name {
	case "humaecho", "humafiber", "humagin":
		rows = append(rows, harmless("", "NewWithGroup")...)
	case "humago":
		rows = append(rows, harmless("", "NewWithPrefix")...)
	}
	return rows
}
