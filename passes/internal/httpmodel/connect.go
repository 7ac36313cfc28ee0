package httpmodel

import "slices"

// connectrpc.com/connect. Its codes are numbered like gRPC's. What is left out,
// and why: NewNotModifiedError is an error whose status is not its code's.
func connect() []table {
	return []table{{
		pkg:  "connectrpc.com/connect",
		rows: connectRows,
		statusErrors: []StatusError{
			{Type: "Error", Response: connectAnswer(code(member("code")), text(member("err")))},
			// The errors of a context have codes of their own.
			{Type: anyError, Response: connectAnswer(status(500), text(arg(0)))},
		},
		overrides: []Override{{Name: "WithInterceptors"}}, // they may make other errors of them
	}}
}

// connectAnswer is the response that a unary call gets: {"code", "message", "details"}.
// In a stream, and for clients of gRPC, the status is 200 and the rest comes after.
func connectAnswer(status, message Expr) Response {
	return Response{Kind: Complete, Status: status, Body: encode(Unknown, message), ContentType: "application/json"}
}

func connectRows() []Row {
	written := connectAnswer(code(of(arg(3), "code")), text(arg(3)))
	written.Body = message(text(arg(3)))
	written.Writer, written.Implied, written.Error = 1, []int{500}, true // 500 for an error that holds no code
	return slices.Concat(
		each(Row{Results: []Expr{made("Error", Member{"code", arg(0)}, Member{"err", arg(1)})}, Pure: true}, "NewError", "NewWireError"),
		[]Row{
			{Recv: "Error", Name: "Error", Results: []Expr{text(member("err"))}, Pure: true}, // behind the code's name
			{Recv: "Error", Name: "Message", Results: []Expr{text(member("err"))}, Pure: true},
			{Recv: "Error", Name: "Unwrap", Results: []Expr{member("err")}, Pure: true},
			{Recv: "Error", Name: "Code", Results: []Expr{member("code")}, Pure: true},
			{Recv: "Code", Name: "String", Results: []Expr{plain()}, Pure: true},
			{Name: "CodeOf", Results: []Expr{plain()}, Pure: true},

			{Name: "WithRecover", Calls: []Callback{{Func: arg(0), Params: []Expr{{}, {}, {}, recovered()}}}, Pure: true},
			{Recv: "ErrorWriter", Name: "Write", Response: &written},
			{Name: "NewUnaryHandler", Pure: true, OwnResponses: []Response{
				{Kind: Status, Status: status(405), Key: str("Allow")},
				{Kind: Status, Status: status(415), Key: str("Accept-Post")},
				{Kind: Complete, Status: status(400), ContentType: "application/json"}, // the message cannot be parsed, and the response says why
			}},
		},
		harmless("Error", "AddDetail", "Details", "Meta"),
		harmless("ErrorWriter", "IsSupported"),
		// They keep the functions that they are given, and run none.
		harmless("", "NewBidiStreamHandler", "NewClientStreamHandler", "NewServerStreamHandler"),
		harmless("", "IsNotModifiedError", "IsWireError", "NewErrorDetail", "NewErrorWriter", "NewRequest", "NewResponse",
			"WithHandlerOptions", "WithInterceptors"),
		harmless("Request", "Header", "HTTPMethod", "Peer", "Spec"),
		harmless("Response", "Header", "Trailer"),
	)
}
