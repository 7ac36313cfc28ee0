package httpmodel

import "slices"

const fuegoPath = "github.com/go-fuego/fuego"

// github.com/go-fuego/fuego. Its controllers return what is sent, as the request's Accept
// header asks for it: JSON, unless it asks for another. What is left out, and why:
//   - The status of a success: an option of the route or the context sets it.
//   - An error of no type of fuego's is sent as {}, with the status 500.
//   - What a program's own error handler or serializer makes of errors.
func fuego() []table {
	problem := func(code Expr) Response {
		return Response{Kind: Complete, Status: code, Error: true, ContentType: "application/problem+json",
			Body: encode(JSON, made("", Member{"title", member("Title")}, Member{"detail", member("Detail")}, Member{"errors", member("Errors")}))}
	}
	statusErrors := []StatusError{{Type: "HTTPError", Response: problem(member("Status"))}}
	for _, e := range []struct {
		name string
		code int
	}{{"BadRequestError", 400}, {"ConflictError", 409}, {"ForbiddenError", 403}, {"NotAcceptableError", 406}, {"NotFoundError", 404}, {"UnauthorizedError", 401}} {
		statusErrors = append(statusErrors, StatusError{Type: e.name, Response: problem(status(e.code))})
	}
	return []table{{pkg: fuegoPath, rows: fuegoRows, statusErrors: statusErrors, sends: true, overrides: []Override{
		{Name: "DisableErrorHandler"}, {Name: "WithErrorHandler"}, {Name: "WithErrorSerializer"}, {Name: "WithSerializer"},
	}}}
}

func fuegoRows() []Row {
	const recv = "Context"
	// The error that has a status is judged where it is made; of others nothing is sent.
	sends := func(name string) Row {
		return Row{Name: name, Response: &Response{Kind: Complete, Writer: 0, Status: plain(), Body: encode(JSON, Expr{}), ContentType: "application/problem+json", Error: true}}
	}
	return slices.Concat([]Row{
		{Recv: recv, Name: "Body", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: recv, Name: "Params", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "HTTPError", Name: "Error", Results: []Expr{join(text(member("Detail")), text(member("Err")))}, Pure: true},
		{Recv: "HTTPError", Name: "Unwrap", Results: []Expr{member("Err")}, Pure: true},
		{Recv: "HTTPError", Name: "StatusCode", Results: []Expr{member("Status")}, Pure: true},
		{Name: "SendJSON", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(JSON, arg(2)), ContentType: "application/json"}},
		sends("SendError"), sends("SendJSONError"),
		{Name: "NewServer", Pure: true, OwnResponses: []Response{{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}}},
	},
		harmless(recv, "MustBody", "MustParams"),
		harmless("", "Delete", "Get", "Group", "Patch", "Post", "Put"),
	)
}
