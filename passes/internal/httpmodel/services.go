package httpmodel

import "slices"

const (
	gokitPath  = "github.com/go-kit/kit/transport/http"
	goaHTTP    = "goa.design/goa/v3/http"
	goaPath    = "goa.design/goa/v3/pkg"
	gqlPath    = "github.com/vektah/gqlparser/v2/gqlerror"
	gqlgenPath = "github.com/99designs/gqlgen/graphql"
	gqlServer  = gqlgenPath + "/handler"
	templPath  = "github.com/a-h/templ"
	twirpPath  = "github.com/twitchtv/twirp"
)

// Frameworks whose services are generated or run by the library. What is left out, and why:
//   - What go-kit's server makes of an endpoint's error: the error encoder that it was given
//     is judged by itself, and without one DefaultErrorEncoder is called out of sight.
//   - What a component of templ shows: it is a function that writes later.
//   - What goa makes of errors that are none of its own: its servers are generated.
//   - What a presenter of the program's own makes of gqlgen's errors.
//   - The statuses of twirp's codes where NewError is given one, and of goa's errors, which
//     the design of a service decides.
func services() []table {
	return []table{{pkg: templPath, rows: templRows}, {pkg: gokitPath, rows: gokitRows}, {pkg: goaHTTP, rows: func() []Row {
		return []Row{
			// It encodes as the request's Accept header asks for it: JSON, unless that asks for another.
			{Name: "ResponseEncoder", Results: []Expr{arg(1)}, Pure: true},
			{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1)), Key: str("Content-Type"), Value: plain()}, Results: []Expr{null()}},
		}
	}}}
}

// serviceErrors are those whose errors alone are known.
func serviceErrors() []table {
	return []table{
		{pkg: gqlgenPath, rows: gqlgenRows, returns: gqlServer},
		{pkg: gqlServer, rows: gqlServerRows, overrides: []Override{{Type: "Server", Name: "SetErrorPresenter"}}, statusErrors: []StatusError{
			{Type: anyError, Response: Response{Kind: Complete, Status: plain(), Body: message(text(arg(0))), Error: true}},
		}},
		{pkg: twirpPath, rows: twirpRows, statusErrors: []StatusError{{Type: anyError, Response: Response{
			Kind: Complete, Status: status(500), Body: message(text(arg(0))), ContentType: "application/json", Error: true,
		}}, {Type: "twerr", Response: Response{
			Kind: Complete, Status: member("status"), Body: encode(JSON, made("", Member{"msg", text(member("msg"))}, Member{"meta", member("meta")})), ContentType: "application/json", Error: true,
		}}}},
		{pkg: gqlPath, rows: gqlRows, statusErrors: []StatusError{{Type: "Error", Through: []string{"github.com/99designs/gqlgen/graphql"}, Response: Response{
			Kind: Complete, Status: plain(), Body: encode(JSON, made("", Member{"message", text(member("Message"))}, Member{"extensions", member("Extensions")})), Error: true,
		}}}},
		{pkg: goaPath, rows: goaRows, statusErrors: []StatusError{{Type: "ServiceError", Response: Response{
			Kind: Complete, Status: plain(), Body: message(text(member("Message"))), Error: true,
		}}}},
	}
}

func gokitRows() []Row {
	return slices.Concat([]Row{
		// The value may have a status and header fields of its own. With 204 it sends no body.
		{Name: "EncodeJSONResponse", Response: &Response{Kind: Complete, Writer: 1, Status: plain(), Body: encode(JSON, arg(2)), ContentType: "application/json; charset=utf-8"}},
		// The error may have a status and JSON of its own.
		{Name: "DefaultErrorEncoder", Response: &Response{Kind: Complete, Writer: 2, Status: plain(), Body: encode(Unknown, text(arg(1))), Key: str("Content-Type"), Value: plain(), Error: true}},
	},
		harmless("", "NewServer", "NopRequestDecoder", "ServerAfter", "ServerBefore", "ServerErrorEncoder", "ServerErrorHandler", "ServerErrorLogger", "ServerFinalizer",
			"SetContentType", "SetRequestHeader", "SetResponseHeader"),
	)
}

func templRows() []Row {
	page := Row{Name: "Render", Response: &Response{Kind: Body, Writer: 2, Body: encode(HTML, arg(0))}}
	component, function := page, page
	component.Recv, function.Recv = "Component", "ComponentFunc"
	return slices.Concat([]Row{
		component, function,
	},
		harmless("", "Handler", "NewCSSMiddleware", "WithContentType", "WithErrorHandler", "WithStatus", "WithStreaming"))
}

func twirpRows() []Row {
	entry := func(code, msg Expr) []Expr {
		return []Expr{made("twerr", Member{"status", code}, Member{"msg", msg})}
	}
	return slices.Concat([]Row{
		{Name: "NotFoundError", Results: entry(status(404), arg(0)), Pure: true},
		{Name: "InvalidArgumentError", Results: entry(status(400), join(arg(0), str(" "), arg(1))), Pure: true},
		{Name: "RequiredArgumentError", Results: entry(status(400), join(arg(0), str(" is required"))), Pure: true},
		{Name: "InternalError", Results: entry(status(500), arg(0)), Pure: true},
		{Name: "InternalErrorf", Results: entry(status(500), format(0)), Pure: true},
		{Name: "InternalErrorWith", Results: entry(status(500), text(arg(0))), Pure: true},
		{Name: "NewError", Results: entry(plain(), arg(1)), Pure: true},
		{Name: "NewErrorf", Results: entry(plain(), format(1)), Pure: true},
		{Recv: "ErrorCode", Name: "Error", Results: entry(plain(), arg(1)), Pure: true},
		{Recv: "ErrorCode", Name: "Errorf", Results: entry(plain(), format(1)), Pure: true},
		{Name: "WrapError", Results: []Expr{arg(0)}, Pure: true}, // the cause is not sent
		{Recv: "Error", Name: "Error", Results: []Expr{text(member("msg"))}, Pure: true},
		{Recv: "Error", Name: "Msg", Results: []Expr{text(member("msg"))}, Pure: true},
		{Recv: "Error", Name: "Code", Results: []Expr{plain()}, Pure: true},
		{Recv: "Error", Name: "WithMeta", Results: []Expr{with(arg(0), Member{"meta", arg(2)})}, Pure: true},
		{Name: "WriteError", Response: &Response{Kind: Complete, Writer: 0, Status: plain(), Body: message(text(of(arg(1), "msg"))), ContentType: "application/json", Error: true}},
		{Name: "ServerHTTPStatusFromErrorCode", Results: []Expr{plain()}, Pure: true},
	},
		harmless("Error", "Meta", "MetaMap"),
		harmless("", "IsValidErrorCode", "MethodName", "PackageName", "ServiceName", "WithHTTPRequestHeaders", "WithServerHooks", "WithServerInterceptors", "WithServerPathPrefix"),
	)
}

func goaRows() []Row {
	entry := func(msg Expr) []Expr { return []Expr{made("ServiceError", Member{"Message", msg})} }
	return slices.Concat([]Row{
		{Name: "NewServiceError", Results: entry(text(arg(0))), Pure: true},
		{Name: "Fault", Results: entry(format(0)), Pure: true},
		{Recv: "ServiceError", Name: "Error", Results: []Expr{text(member("Message"))}, Pure: true},
	},
		each(Row{Results: entry(format(1)), Pure: true}, "PermanentError", "PermanentTimeoutError", "TemporaryError", "TemporaryTimeoutError"),
		harmless("ServiceError", "ErrorName", "GoaErrorName"),
	)
}

// gqlgenRows are those by which a resolver adds errors to a response.
func gqlgenRows() []Row {
	entry := func(msg Expr) Expr { return made(gqlPath+".Error", Member{"Message", msg}) }
	return []Row{
		{Name: "AddError", MakesError: arg(1), Pure: true},
		{Name: "AddErrorf", MakesError: entry(format(1)), Pure: true},
	}
}

// gqlServerRows: the server shows the text of errors, unless it has a presenter of the program's.
func gqlServerRows() []Row {
	refused := []Response{{Kind: Complete, Status: status(400), Body: encode(JSON, Expr{})}}
	return []Row{
		{Name: "New", OwnResponses: refused, Pure: true},
		{Name: "NewDefaultServer", OwnResponses: refused, Pure: true},
		{Recv: "Server", Name: "SetErrorPresenter", Pure: true},
		{Recv: "Server", Name: "SetRecoverFunc", Calls: []Callback{{Func: arg(1), Params: []Expr{{}, recovered()}, Fails: true}}, Pure: true},
	}
}

func gqlRows() []Row {
	entry := func(msg Expr) []Expr { return []Expr{made("Error", Member{"Message", msg})} }
	return []Row{
		{Name: "Errorf", Results: entry(format(0)), Pure: true},
		{Name: "ErrorPathf", Results: entry(format(1)), Pure: true},
		{Name: "ErrorPosf", Results: entry(format(1)), Pure: true},
		{Name: "ErrorLocf", Results: entry(format(3)), Pure: true},
		{Name: "Wrap", Results: entry(text(arg(0))), Pure: true},
		{Name: "WrapPath", Results: entry(text(arg(1))), Pure: true},
		{Recv: "Error", Name: "Error", Results: []Expr{text(member("Message"))}, Pure: true},
	}
}
