package httpmodel

import "slices"

// google.golang.org/grpc as far as it makes errors, and grpc-gateway, through
// which they are answered. An error, its Status and the Error of the internal
// package are one value here. What is left out, and why:
//   - runtime.HTTPError, DefaultRoutingErrorHandler and ServeMux.ServeHTTP run
//     handlers that the caller may have chosen.
//   - status.FromContextError chooses the code itself.
func grpc() []table {
	return []table{
		{pkg: gatewayPkg, rows: gatewayRows, statusErrors: gatewayErrors(), overrides: []Override{
			{Name: "WithErrorHandler"}, {Name: "WithRoutingErrorHandler"},
		}},
		{pkg: "google.golang.org/grpc/codes", rows: func() []Row {
			return []Row{{Recv: "Code", Name: "String", Results: []Expr{plain()}, Pure: true}}
		}},
		{pkg: "google.golang.org/grpc/internal/status", rows: grpcStatusRows, statusErrors: []StatusError{
			{Type: "Status", Response: gatewayAnswer(code(member("Code")), member("Message")), Through: gateways},
		}},
		{pkg: "google.golang.org/grpc/status", rows: grpcErrorRows, statusErrors: []StatusError{
			{Type: anyError, Response: gatewayAnswer(status(500), text(arg(0))), Through: gateways},
		}},
	}
}

const gatewayPkg = "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"

// gateways are what answers HTTP requests by a gRPC service.
var gateways = []string{
	gatewayPkg, "github.com/grpc-ecosystem/grpc-gateway/runtime", "connectrpc.com/connect", "connectrpc.com/vanguard",
	"connectrpc.com/vanguard/vanguardgrpc", "github.com/improbable-eng/grpc-web/go/grpcweb",
}

// gatewayAnswer is grpc-gateway's answer for an error: {"code", "message", "details"}.
func gatewayAnswer(status, message Expr) Response {
	return Response{Kind: Complete, Status: status, Body: encode(Unknown, message), ContentType: "application/json"}
}

// grpcStatus returns a status; status is an alias of the type that it is.
func grpcStatus(code, message Expr) []Expr {
	return []Expr{made("Status", Member{"Code", code}, Member{"Message", message})}
}

// grpcErrorRows makes errors. A code that is OK makes none.
func grpcErrorRows() []Row {
	proto := grpcStatus(of(arg(0), "Code"), of(arg(0), "Message"))
	return slices.Concat(
		each(Row{Results: grpcStatus(arg(0), arg(1)), Pure: true}, "Error", "New"),
		each(Row{Results: grpcStatus(arg(0), format(1)), Pure: true}, "Errorf", "Newf"),
		each(Row{Results: proto, Pure: true}, "ErrorProto", "FromProto"),
		// Of an error that holds no status the code is Unknown, of another it stays.
		each(Row{Results: grpcStatus(Expr{}, text(arg(0))), Reads: true, Pure: true}, "Convert", "FromError"),
		[]Row{{Name: "Code", Results: []Expr{plain()}, Pure: true}},
	)
}

func grpcStatusRows() []Row {
	return []Row{
		{Recv: "Status", Name: "Err", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Status", Name: "WithDetails", Results: []Expr{arg(0)}, Pure: true}, // a copy, with the same text
		{Recv: "Status", Name: "Code", Results: []Expr{member("Code")}, Pure: true},
		{Recv: "Status", Name: "Message", Results: []Expr{member("Message")}, Pure: true},
		{Recv: "Status", Name: "String", Results: []Expr{text(member("Message"))}, Pure: true},
		{Recv: "Status", Name: "Proto", Pure: true},
		{Recv: "Status", Name: "Details", Pure: true},
	}
}

func gatewayErrors() []StatusError {
	return []StatusError{{Type: "HTTPStatusError", Response: gatewayAnswer(member("HTTPStatus"), text(member("Err")))}}
}

func gatewayRows() []Row {
	handled := gatewayAnswer(code(of(arg(5), "Code")), text(arg(5)))
	handled.Body = message(of(arg(5), "Message"))
	handled.Writer, handled.Implied, handled.Error = 3, []int{500}, true // 500 for an error that holds no status
	return slices.Concat([]Row{
		// A wrong method is Unimplemented, hence 501 and no 405.
		{Name: "NewServeMux", Pure: true, OwnResponses: []Response{
			gatewayAnswer(status(404), str("Not Found")),
			gatewayAnswer(status(501), str("Method Not Allowed")),
		}},
		{Name: "DefaultHTTPErrorHandler", Response: &handled},
		{Name: "HTTPStatusFromCode", Results: []Expr{code(arg(0))}, Pure: true},
		// What handlers of errors are given is a status, whose message the service has meant for its clients.
		{Name: "WithErrorHandler", Calls: []Callback{{Func: arg(0), Params: []Expr{5: newError(plain())}}}, Pure: true},
		{Name: "WithStreamErrorHandler", Calls: []Callback{{Func: arg(0), Params: []Expr{1: newError(plain())}}}, Pure: true},
	},
		harmless("ServeMux", "Handle", "HandlePath"),
		harmless("", "MustPattern", "NewPattern", "SetQueryParameterParser", "WithForwardResponseOption",
			"WithHealthEndpointAt", "WithHealthzEndpoint", "WithIncomingHeaderMatcher", "WithMarshalerOption", "WithMetadata",
			"WithMiddlewares", "WithOutgoingHeaderMatcher", "WithRoutingErrorHandler"),
	)
}

// of returns a member of a value.
func of(x Expr, name string) Expr { return Expr{Op: OpMember, Name: name, Args: []Expr{x}} }

// codeStatus maps the gRPC codes, from 0 on, to HTTP statuses, as
// https://google.aip.dev/193 and google.rpc.Code's comments say, and as
// grpc-gateway's HTTPStatusFromCode and connect do.
var codeStatus = [...]int{200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401}

// StatusOfCode returns the HTTP status that a gRPC code stands for, 0 if there is none.
func StatusOfCode(code int) int {
	if code < 0 || code >= len(codeStatus) {
		return 0
	}
	return codeStatus[code]
}
