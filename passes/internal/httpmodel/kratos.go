package httpmodel

import "slices"

const (
	kratosHTTP   = "github.com/go-kratos/kratos/v2/transport/http"
	kratosErrors = "github.com/go-kratos/kratos/v2/errors"

	kratosEncoding = "github.com/go-kratos/kratos/v2/encoding"
)

// github.com/go-kratos/kratos/v2: its HTTP transport, and its errors, which carry a status.
// What is left out, and why:
//   - What a client gets of a value, the request's Accept header decides: JSON, unless it
//     asks for another.
//   - Context.Returns sends a value, or an error through the server's ErrorEncoder.
//   - Context.Middleware and Server.Use run code that the caller chose.
//   - The client's calls, and errors.FromError of what another service has sent.
func kratos() []table {
	return []table{
		{pkg: kratosEncoding, rows: func() []Row {
			return []Row{
				// JSON, unless it is a codec for something else.
				{Recv: "Codec", Name: "Marshal", Results: []Expr{encode(JSON, arg(1))}, Pure: true},
				{Recv: "Codec", Name: "Unmarshal", Fills: 2, Results: []Expr{parseError()}},
				{Recv: "Codec", Name: "Name", Results: []Expr{plain()}, Pure: true},
			}
		}},
		{pkg: kratosErrors, rows: kratosErrorRows, statusErrors: []StatusError{
			{Type: "Error", Response: kratosAnswer(inStatus("Code"), inStatus("Message"), Member{"metadata", inStatus("Metadata")}), Through: []string{kratosHTTP}},
		}},
		{
			pkg:          kratosHTTP,
			rows:         kratosRows,
			contexts:     []Context{{Type: "Context", Form: kratosForm}},
			statusErrors: []StatusError{{Type: anyError, Response: kratosAnswer(status(500), text(arg(0)))}},
			overrides:    []Override{{Name: "ErrorEncoder"}},
		},
	}
}

// kratosAnswer is what DefaultErrorEncoder sends: {"code", "reason", "message", "metadata"}.
func kratosAnswer(code, text Expr, more ...Member) Response {
	return Response{Kind: Complete, Status: code, Body: encode(JSON, made("", append(more, Member{"message", text})...)), ContentType: "application/json", Error: true}
}

// inStatus returns a member of the status that an error embeds.
func inStatus(name string) Expr { return of(member("Status"), name) }

func kratosErrorRows() []Row {
	entry := func(code, message Expr) []Expr {
		return []Expr{made("Error", Member{"Status", made("Status", Member{"Code", code}, Member{"Message", message})})}
	}
	var rows []Row
	for name, code := range map[string]int{
		"BadRequest": 400, "Unauthorized": 401, "Forbidden": 403, "NotFound": 404, "Conflict": 409,
		"ClientClosed": 499, "InternalServer": 500, "ServiceUnavailable": 503, "GatewayTimeout": 504,
	} {
		rows = append(rows, Row{Name: name, Results: entry(status(code), arg(1)), Pure: true})
	}
	slices.SortFunc(rows, func(a, b Row) int { return slices.Compare([]byte(a.Name), []byte(b.Name)) })
	also := func(more ...Member) []Expr {
		return []Expr{with(arg(0), more...)}
	}
	return slices.Concat(rows, []Row{
		{Name: "New", Results: entry(arg(0), arg(2)), Pure: true},
		{Name: "Newf", Results: entry(arg(0), format(2)), Pure: true},
		{Name: "Errorf", Results: entry(arg(0), format(2)), Pure: true},
		{Name: "FromError", Results: entry(Expr{}, text(arg(0))), Reads: true, Pure: true},
		{Name: "Code", Results: []Expr{plain()}, Pure: true},
		{Name: "Reason", Results: []Expr{plain()}, Pure: true},
		{Name: "Is", Results: []Expr{chainHas()}, Pure: true},
		{Name: "As", Finds: true, Results: []Expr{chainFinds()}},
		// The cause is not sent.
		{Recv: "Error", Name: "WithCause", Results: also(Member{"cause", arg(1)}), Reads: true, Pure: true},
		{Recv: "Error", Name: "WithMetadata", Results: also(Member{"Status", with(member("Status"), Member{"Metadata", arg(1)})}), Reads: true, Pure: true},
		{Recv: "Error", Name: "Error", Results: []Expr{join(text(inStatus("Message")), text(member("cause")))}, Pure: true},
		{Recv: "Error", Name: "Unwrap", Results: []Expr{member("cause")}, Pure: true},
		{Recv: "Error", Name: "Is", Pure: true},
		{Recv: "Error", Name: "GRPCStatus", Pure: true},
	},
		harmless("", "IsBadRequest", "IsClientClosed", "IsConflict", "IsForbidden", "IsGatewayTimeout", "IsInternalServer", "IsNotFound",
			"IsServiceUnavailable", "IsUnauthorized"),
	)
}

func kratosRows() []Row {
	const recv = "Context"
	answer := func(name, contentType string, body Expr) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: body, ContentType: contentType}}
	}
	typed := func(name string, body Expr) Row {
		r := answer(name, "", body)
		r.Response.Key, r.Response.Value = str("Content-Type"), arg(2)
		return r
	}
	return slices.Concat([]Row{
		answer("JSON", "application/json", encode(JSON, arg(2))),
		answer("Result", "application/json", encode(JSON, arg(2))),
		answer("XML", "application/xml", encode(XML, arg(2))),
		answer("String", "text/plain", arg(2)),
		typed("Blob", arg(3)),
		typed("Stream", encode(Stream, content(3))),
		{Recv: recv, Name: "Response", Results: []Expr{arg(0)}, Pure: true},
		// Paths are looked for in http.DefaultServeMux as well.
		{Name: "NewServer", Pure: true, OwnResponses: []Response{{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}}},
		{Name: "ErrorEncoder", Pure: true},
	},
		each(Row{Recv: recv, Fills: 1, Results: []Expr{parseError()}}, "Bind", "BindForm", "BindQuery", "BindVars"),
		harmless(recv, "Form", "Header", "Query", "Request", "Vars"),
		harmless("Router", "CONNECT", "DELETE", "GET", "Group", "HEAD", "Handle", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
		harmless("Server", "Route"),
		harmless("", "CodecForRequest", "SetOperation"),
	)
}
