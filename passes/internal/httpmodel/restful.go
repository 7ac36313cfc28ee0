package httpmodel

import "slices"

const restfulPath = "github.com/emicklei/go-restful/v3"

// github.com/emicklei/go-restful/v3. Its Response wraps net/http's writer. What is left
// out, and why:
//   - Container.ServeHTTP, Dispatch and Filter, and FilterChain.ProcessFilter run code
//     that the caller chose.
//   - What WriteEntity and its kin encode as, the request's Accept header and the route's
//     Produces decide: JSON, unless they ask for XML.
//   - A WebService's Path is set apart from its routes, so that these are not known.
func restful() []table {
	return []table{{
		pkg:       restfulPath,
		rows:      restfulRows,
		contexts:  []Context{{Type: "Response", Same: []string{"ResponseWriter"}, Form: restfulForm}},
		overrides: []Override{{"Container", "ServiceErrorHandler", 0}, {"Container", "RecoverHandler", 500}},
		handler:   "RouteFunction",
	}}
}

func restfulRows() []Row {
	const recv = "Response"
	entity := func(name string, code, body Expr, kind BodyKind, contentType string, implied ...int) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Status: code,
			Body: encode(kind, body), ContentType: contentType, Implied: implied}}
	}
	given := func(r Row, i int) Row { // a content type
		r.Response.ContentType = ""
		r.Response.Key, r.Response.Value = str("Content-Type"), arg(i)
		return r
	}
	// The error is told as it is, under the content type that was set before.
	failed := func(name string, body Expr) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Status: arg(1),
			Body: body, ContentType: plainCT, Keeps: true, Error: true}}
	}
	missing := func(code int, text string) Response {
		return Response{Kind: Complete, Status: status(code), Body: str(text), ContentType: plainCT}
	}
	return slices.Concat([]Row{
		entity("WriteEntity", status(200), arg(1), JSON, "application/json", 406),
		entity("WriteHeaderAndEntity", arg(1), arg(2), JSON, "application/json", 406),
		entity("WriteServiceError", arg(1), arg(2), JSON, "application/json", 406),
		entity("WriteAsJson", status(200), arg(1), JSON, "application/json"),
		given(entity("WriteJson", status(200), arg(1), JSON, ""), 2),
		given(entity("WriteHeaderAndJson", arg(1), arg(2), JSON, ""), 3),
		entity("WriteAsXml", status(200), arg(1), XML, "application/xml"),
		entity("WriteHeaderAndXml", arg(1), arg(2), XML, "application/xml"),
		failed("WriteError", text(arg(2))),
		failed("WriteErrorString", arg(2)),
		{Recv: recv, Name: "InternalServerError", Results: []Expr{arg(0)}, Response: &Response{Kind: Status, Writer: 0, Status: status(500)}},
		{Recv: recv, Name: "WriteHeader", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
		{Recv: recv, Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
		{Recv: recv, Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},
		{Recv: recv, Name: "AddHeader", Results: []Expr{arg(0)}, Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: recv, Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},
		{Recv: recv, Name: "Error", Results: []Expr{or(null(), foreign())}, Pure: true},

		{Name: "NewResponse", Results: []Expr{arg(0)}, Pure: true},
		{Name: "NewError", Results: []Expr{made("ServiceError", Member{"Code", arg(0)}, Member{"Message", arg(1)})}, Pure: true},
		{Name: "NewErrorWithHeader", Results: []Expr{made("ServiceError", Member{"Code", arg(0)}, Member{"Message", arg(1)})}, Pure: true},
		{Recv: "ServiceError", Name: "Error", Results: []Expr{join(str("[ServiceError] "), member("Message"))}, Pure: true},
		{Name: "NewContainer", OwnResponses: []Response{missing(404, "404: Page Not Found"), missing(405, "405: Method Not Allowed")}, Pure: true},

		{Recv: "Request", Name: "ReadEntity", Fills: 1, Results: []Expr{parseError()}},
		{Recv: "Request", Name: "BodyParameter", Results: []Expr{plain(), parseError()}, Pure: true},
	},
		each(Row{Recv: "Request", Results: []Expr{plain()}, Pure: true}, "HeaderParameter", "PathParameter", "PathParameters",
			"QueryParameter", "QueryParameters", "SelectedRoutePath"),
		harmless("Request", "Attribute", "SelectedRoute", "SetAttribute"),
		harmless(recv, "CloseNotify", "ContentLength", "EntityWriter", "PrettyPrint", "SetRequestAccepts"),
		harmless("Container", "Add", "EnableContentEncoding", "RegisteredWebServices"),
		// They keep the handlers that they are given, and run none.
		each(Row{Recv: "RouteBuilder", Results: []Expr{arg(0)}, Pure: true}, "Consumes", "Doc", "Filter", "Method", "Metadata", "Notes", "Operation",
			"Param", "Path", "Produces", "Reads", "Returns", "To", "Writes"),
		each(Row{Recv: "WebService", Results: []Expr{arg(0)}, Pure: true}, "ApiVersion", "Consumes", "Doc", "Filter", "Param", "Path", "Produces", "Route"),
		harmless("WebService", "BodyParameter", "DELETE", "GET", "HEAD", "HeaderParameter", "Method", "OPTIONS", "PATCH", "POST", "PUT",
			"PathParameter", "QueryParameter", "RootPath"),
	)
}
