package httpmodel

import (
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
)

// github.com/labstack/echo, versions 4 and 5. What it leaves out, and why:
// ServeHTTP, Use, Pre and Start run code that the caller chose, and so do
// Context.Error and Echo.DefaultHTTPErrorHandler in effect: what they answer
// depends on an error and its handler.
func echo() []table {
	return slices.Concat(echoTables("github.com/labstack/echo/v4", false), echoTables("github.com/labstack/echo/v5", true))
}

// echoTables returns the tables of one version.
func echoTables(path string, v5 bool) []table {
	t := table{
		pkg: path,
		rows: func() []Row {
			own := echoV4
			if v5 {
				own = echoV5
			}
			return slices.Concat(echoAnswers(), echoRequest(), echoResponse(), echoRouter(), own())
		},
		// A plain error's text stays inside, unless the app debugs.
		statusErrors: []StatusError{{Type: anyError, Response: echoAnswer(status(500), str("Internal Server Error"))}},
		overrides:    []Override{{Type: "Echo", Name: "HTTPErrorHandler"}},
	}
	if v5 {
		t.contexts = []Context{{Type: "Context", Form: echoForm}, {Type: "Response", Same: []string{"ResponseWriter"}}}
		t.statusErrors = append(t.statusErrors,
			StatusError{Type: "HTTPError", Response: echoAnswer(member("Code"), member("Message"))},
			StatusError{Type: "httpError", Response: echoAnswer(member("code"), statusText(member("code")))})
		t.overrides = append(t.overrides, Override{Type: "Config", Name: "HTTPErrorHandler"})
		t.sentinels = func() []Sentinel {
			return echoSentinels(echoV5Sentinels, func(code int) Expr { return made("httpError", Member{"code", status(code)}) })
		}
	} else {
		t.contexts = []Context{{Type: "Context", Form: echoForm}, {Type: "Response", Same: []string{"Writer"}}}
		// An HTTPError in the member Internal of another is answered in its place;
		// as members are set one by one, that is left to the one who sets it.
		t.statusErrors = append(t.statusErrors, StatusError{Type: "HTTPError", Response: Response{Kind: Complete, Status: member("Code"),
			Body: encode(JSON, Expr{Op: OpNamed, Name: "message", Args: []Expr{member("Message")}}), ContentType: "application/json", Keeps: true, Error: true}})
		t.modes = []Mode{{Type: "Echo", Name: "Debug"}}
		t.sentinels = func() []Sentinel {
			return echoSentinels(echoV4Sentinels, func(code int) Expr { return httpError(status(code), str(http.StatusText(code))) })
		}
	}
	mw := table{pkg: path + "/middleware", rows: func() []Row { return echoMiddleware(v5) }, overrides: []Override{
		{Type: "CSRFConfig", Name: "ErrorHandler"}, {Type: "ContextTimeoutConfig", Name: "ErrorHandler"}, {Type: "KeyAuthConfig", Name: "ErrorHandler"},
		{Type: "RateLimiterConfig", Name: "DenyHandler"}, {Type: "RateLimiterConfig", Name: "ErrorHandler"},
	}}
	mw.sentinels = func() []Sentinel {
		sentinels := []Sentinel{
			{"ErrCSRFInvalid", httpError(status(403), str("invalid csrf token"))},
			{"ErrExtractorError", httpError(status(403), str("error while extracting identifier"))},
			{"ErrRateLimitExceeded", httpError(status(429), str("rate limit exceeded"))},
		}
		if v5 {
			sentinels = append(sentinels,
				Sentinel{"ErrInvalidKey", httpError(status(401), str("invalid key"))},
				Sentinel{"ErrKeyMissing", httpError(status(401), str("missing key"))})
		}
		return sentinels
	}
	return []table{t, mw}
}

// echoAnswer returns what the default error handler sends: {"message": text}.
func echoAnswer(code, text Expr) Response {
	return Response{Kind: Complete, Status: code, Body: message(text), ContentType: "application/json", Keeps: true, Error: true}
}

// httpError returns an echo.HTTPError.
func httpError(code, message Expr, more ...Member) Expr {
	return made("HTTPError", append([]Member{{"Code", code}, {"Message", message}}, more...)...)
}

// echoAnswers returns what answers. A Content-Type that was set before stays.
// What is returned is the error of writing.
func echoAnswers() []Row {
	answer := func(contentType string, body Expr, names ...string) []Row {
		return each(Row{Recv: "Context", Results: []Expr{null()}, Response: &Response{
			Kind: Complete, Writer: 0, Status: arg(1), Body: body, ContentType: contentType, Keeps: true,
		}}, names...)
	}
	// http.ServeContent's; 404 is the error that is returned for a missing file, 500 that for another.
	file := Row{Recv: "Context", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 304, 404, 412, 416, 500}}}
	return slices.Concat(
		answer("application/json", encode(JSON, arg(2)), "JSON", "JSONPretty"),
		answer("application/json", arg(2), "JSONBlob"),
		answer("application/javascript; charset=UTF-8", encode(Unknown, arg(3)), "JSONP", "JSONPBlob"),
		answer("application/xml; charset=UTF-8", encode(XML, arg(2)), "XML", "XMLPretty"),
		answer("application/xml; charset=UTF-8", arg(2), "XMLBlob"),
		answer("text/html; charset=UTF-8", arg(2), "HTML", "HTMLBlob"),
		answer("text/plain; charset=UTF-8", arg(2), "String"),
		each(file, "Attachment", "File", "Inline"),
		[]Row{
			{Recv: "Context", Name: "Render", Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: encode(HTML, arg(3)),
				ContentType: "text/html; charset=UTF-8", Keeps: true}},
			{Recv: "Context", Name: "Blob", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: arg(3),
				Keeps: true, Key: str("Content-Type"), Value: arg(2)}},
			{Recv: "Context", Name: "Stream", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Status: arg(1),
				Body: encode(Stream, content(3)), Keeps: true, Key: str("Content-Type"), Value: arg(2)}},
			{Recv: "Context", Name: "NoContent", Results: []Expr{null()}, Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
			// Without a body; an error for a status outside 300 to 308.
			{Recv: "Context", Name: "Redirect", Results: []Expr{null()}, Response: &Response{Kind: Redirect, Writer: 0, Status: arg(1),
				Key: str("Location"), Value: arg(2)}},
			{Recv: "Context", Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},
			{Recv: "Context", Name: "Response", Results: []Expr{arg(0)}, Pure: true},
			{Recv: "Context", Name: "SetResponse", Pure: true}, // another writer around the same response
		},
	)
}

// echoResponse returns the rows of the writer that wraps the server's.
func echoResponse() []Row {
	return slices.Concat([]Row{
		{Name: "NewResponse", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Response", Name: "WriteHeader", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
		{Recv: "Response", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Response", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
		{Recv: "Response", Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},
		{Recv: "Response", Name: "Unwrap", Results: []Expr{arg(0)}, Pure: true},
	},
		harmless("Response", "After", "Before"),
	)
}

// echoRequest returns what reads the request and keeps values beside it.
func echoRequest() []Row {
	read := Row{Recv: "Context", Results: []Expr{plain()}, Pure: true}
	return slices.Concat([]Row{
		{Recv: "Context", Name: "FormFile", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "MultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "Cookie", Results: []Expr{{}, noCookie()}, Pure: true},
		{Recv: "Context", Name: "Validate", Results: []Expr{{Op: OpKept, Name: "Echo.Validator"}}, Pure: true},
	},
		each(read, "FormValue", "Param", "Path", "QueryParam", "QueryString", "RealIP", "Scheme"),
		harmless("Context", "Cookies", "Echo", "Get", "IsTLS", "IsWebSocket", "Logger", "QueryParams", "Request",
			"Reset", "Set", "SetLogger", "SetPath", "SetRequest"),
	)
}

// echoRouter returns the rows of the router, which keeps the handlers that it
// is given.
func echoRouter() []Row {
	methods := []string{"Add", "Any", "CONNECT", "DELETE", "File", "FileFS", "GET", "Group", "HEAD", "Match", "OPTIONS", "PATCH",
		"POST", "PUT", "RouteNotFound", "Static", "StaticFS", "TRACE"}
	return slices.Concat([]Row{
		{Name: "New", OwnResponses: echoMissing(), Pure: true},
		{Recv: "Echo", Name: "NewContext", Results: []Expr{arg(2)}, Pure: true},
	},
		harmless("Echo", methods...),
		harmless("Group", methods...),
		harmless("Echo", "AcquireContext", "ReleaseContext", "Router"),
		harmless("", "ExtractIPDirect", "ExtractIPFromRealIPHeader", "ExtractIPFromXFFHeader", "MustSubFS", "StaticDirectoryHandler",
			"StaticFileHandler", "WrapHandler", "WrapMiddleware"),
	)
}

// echoMissing returns what the router answers where it finds no handler.
func echoMissing() []Response {
	notAllowed := echoAnswer(status(405), str("Method Not Allowed"))
	notAllowed.Key = str("Allow")
	return []Response{echoAnswer(status(404), str("Not Found")), notAllowed}
}

// echoV4 returns what only version 4 has.
func echoV4() []Row {
	// The text of the decoder's error reaches the client if the error does.
	refused := or(null(),
		httpError(status(400), text(parseError()), Member{"Internal", parseError()}),
		httpError(status(415), str("Unsupported Media Type")))
	binder := Row{Recv: "DefaultBinder", Fills: 2, Results: []Expr{refused}}
	bind := binder
	bind.Fills = 1
	return slices.Concat([]Row{
		{Recv: "Context", Name: "Bind", Fills: 1, Results: []Expr{refused}},
		{Recv: "Context", Name: "FormParams", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Response", Name: "Header", Results: []Expr{{Op: OpHeader, Arg: 0}}, Pure: true},

		{Name: "NewHTTPError", Results: []Expr{httpError(arg(0), first(1, statusText(arg(0))))}, Pure: true},
		// Internal is not sent.
		{Recv: "HTTPError", Name: "SetInternal", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "HTTPError", Name: "WithInternal", Results: []Expr{httpError(member("Code"), member("Message"), Member{"Internal", arg(1)})}, Pure: true},
		{Recv: "HTTPError", Name: "Error", Results: []Expr{join(text(member("Message")), text(member("Internal")))}, Pure: true},
		{Recv: "HTTPError", Name: "Unwrap", Results: []Expr{member("Internal")}, Pure: true},
	},
		each(bind, "Bind"),
		each(binder, "BindBody", "BindHeaders", "BindPathParams", "BindQueryParams"),
		harmless("Context", "Handler", "ParamNames", "ParamValues", "SetHandler", "SetParamNames", "SetParamValues"),
		harmless("Echo", "Host", "Reverse", "Routers", "Routes", "URI", "URL"),
	)
}

// echoV5 returns what only version 5 has.
func echoV5() []Row {
	refused := or(null(),
		httpError(status(400), str("Bad Request"), Member{"err", parseError()}),
		httpError(status(415), str("")))
	binder := Row{Fills: 1, Results: []Expr{refused}}
	read := Row{Recv: "Context", Results: []Expr{plain()}, Pure: true}
	return slices.Concat([]Row{
		{Recv: "Context", Name: "Bind", Fills: 1, Results: []Expr{refused}},
		{Recv: "DefaultBinder", Name: "Bind", Fills: 2, Results: []Expr{refused}},
		{Recv: "Context", Name: "FormValues", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "FileFS", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 304, 404, 412, 416, 500}}},
		{Name: "NewContext", Results: []Expr{arg(1)}, Pure: true},
		{Name: "NewWithConfig", OwnResponses: echoMissing(), Pure: true},
		{Name: "UnwrapResponse", Results: []Expr{arg(0)}, Pure: true},

		{Name: "NewHTTPError", Results: []Expr{httpError(arg(0), arg(1))}, Pure: true},
		// What is wrapped is not sent.
		{Recv: "HTTPError", Name: "Wrap", Results: []Expr{httpError(member("Code"), member("Message"), Member{"err", arg(1)})}, Pure: true},
		{Recv: "HTTPError", Name: "Error", Results: []Expr{join(member("Message"), text(member("err")))}, Pure: true},
		{Recv: "HTTPError", Name: "StatusCode", Results: []Expr{member("Code")}, Pure: true},
		{Recv: "HTTPError", Name: "Unwrap", Results: []Expr{member("err")}, Pure: true},
		{Recv: "httpError", Name: "Wrap", Results: []Expr{httpError(member("code"), statusText(member("code")), Member{"err", arg(1)})}, Pure: true},
		{Recv: "httpError", Name: "Error", Results: []Expr{statusText(member("code"))}, Pure: true},
		{Recv: "httpError", Name: "StatusCode", Results: []Expr{member("code")}, Pure: true},
	},
		each(binder, "BindBody", "BindHeaders", "BindPathValues", "BindQueryParams"),
		each(read, "FormValueOr", "ParamOr", "QueryParamOr"),
		harmless("Context", "InitializeRoute", "PathValues", "RouteInfo", "SetPathValues"),
		harmless("Echo", "AddRoute"),
		harmless("Group", "AddRoute"),
	)
}

// echoMiddleware returns the rows of the middleware. What it refuses it refuses
// through the app's error handler.
func echoMiddleware(v5 bool) []Row {
	refuses := func(name string, answers ...Response) []Row {
		return each(Row{OwnResponses: answers, Pure: true}, name, name+"WithConfig")
	}
	unauthorized := echoAnswer(status(401), str("Unauthorized"))
	unauthorized.Key = str("WWW-Authenticate")
	limited := echoAnswer(status(429), str("rate limit exceeded"))
	tooLarge := echoAnswer(status(413), str("Request Entity Too Large"))
	forged := echoAnswer(status(403), str("invalid csrf token"))
	late := echoAnswer(status(503), str("Service Unavailable"))
	panicked := echoAnswer(status(500), str("Internal Server Error"))
	rows := slices.Concat(
		refuses("BasicAuth", unauthorized),
		refuses("BodyLimit", tooLarge),
		refuses("ContextTimeout", late),
		refuses("RateLimiter", limited),
		refuses("Recover", panicked),
		harmless("", "AddTrailingSlash", "AddTrailingSlashWithConfig", "BodyDump", "BodyDumpWithConfig", "CORS", "CORSWithConfig",
			"CreateExtractors", "Decompress", "DecompressWithConfig", "DefaultSkipper", "Gzip", "GzipWithConfig", "HTTPSNonWWWRedirect",
			"HTTPSNonWWWRedirectWithConfig", "HTTPSRedirect", "HTTPSRedirectWithConfig", "HTTPSWWWRedirect", "HTTPSWWWRedirectWithConfig",
			"MethodFromForm", "MethodFromHeader", "MethodFromQuery", "MethodOverride", "MethodOverrideWithConfig", "NewRandomBalancer",
			"NewRateLimiterMemoryStore", "NewRateLimiterMemoryStoreWithConfig", "NewRoundRobinBalancer", "NonWWWRedirect",
			"NonWWWRedirectWithConfig", "Proxy", "ProxyWithConfig", "RemoveTrailingSlash", "RemoveTrailingSlashWithConfig", "RequestID",
			"RequestIDWithConfig", "RequestLoggerWithConfig", "Rewrite", "RewriteWithConfig", "Secure", "SecureWithConfig", "Static",
			"StaticWithConfig", "WWWRedirect", "WWWRedirectWithConfig"),
	)
	if v5 {
		return slices.Concat(rows,
			refuses("CSRF", forged, echoAnswer(status(400), str("Bad Request"))),
			refuses("KeyAuth", echoAnswer(status(401), str("missing key")), echoAnswer(status(401), str("Unauthorized"))),
			harmless("", "RequestLogger"))
	}
	return slices.Concat(rows,
		refuses("CSRF", forged, echoAnswer(status(400), str("missing csrf token in request header"))),
		refuses("KeyAuth", echoAnswer(status(400), str("missing key in request header")), echoAnswer(status(401), str("Unauthorized"))),
		// http.TimeoutHandler's page, whatever the app's error handler does.
		refuses("Timeout", Response{Kind: Complete, Status: status(503), Body: encode(HTML, plain()), ContentType: "text/html; charset=utf-8", Keeps: true}),
		harmless("", "Logger", "LoggerWithConfig"))
}

// echoV4Sentinels and echoV5Sentinels map the errors that the packages declare
// to their statuses.
var echoV4Sentinels = map[string]int{
	"ErrBadRequest": 400, "ErrUnauthorized": 401, "ErrPaymentRequired": 402, "ErrForbidden": 403, "ErrNotFound": 404,
	"ErrMethodNotAllowed": 405, "ErrNotAcceptable": 406, "ErrProxyAuthRequired": 407, "ErrRequestTimeout": 408, "ErrConflict": 409,
	"ErrGone": 410, "ErrLengthRequired": 411, "ErrPreconditionFailed": 412, "ErrStatusRequestEntityTooLarge": 413,
	"ErrRequestURITooLong": 414, "ErrUnsupportedMediaType": 415, "ErrRequestedRangeNotSatisfiable": 416, "ErrExpectationFailed": 417,
	"ErrTeapot": 418, "ErrMisdirectedRequest": 421, "ErrUnprocessableEntity": 422, "ErrLocked": 423, "ErrFailedDependency": 424,
	"ErrTooEarly": 425, "ErrUpgradeRequired": 426, "ErrPreconditionRequired": 428, "ErrTooManyRequests": 429,
	"ErrRequestHeaderFieldsTooLarge": 431, "ErrUnavailableForLegalReasons": 451, "ErrInternalServerError": 500,
	"ErrNotImplemented": 501, "ErrBadGateway": 502, "ErrServiceUnavailable": 503, "ErrGatewayTimeout": 504,
	"ErrHTTPVersionNotSupported": 505, "ErrVariantAlsoNegotiates": 506, "ErrInsufficientStorage": 507, "ErrLoopDetected": 508,
	"ErrNotExtended": 510, "ErrNetworkAuthenticationRequired": 511,
}

var echoV5Sentinels = map[string]int{
	"ErrBadRequest": 400, "ErrUnauthorized": 401, "ErrForbidden": 403, "ErrNotFound": 404, "ErrMethodNotAllowed": 405,
	"ErrRequestTimeout": 408, "ErrStatusRequestEntityTooLarge": 413, "ErrUnsupportedMediaType": 415, "ErrTooManyRequests": 429,
	"ErrInternalServerError": 500, "ErrBadGateway": 502, "ErrServiceUnavailable": 503,
}

// echoSentinels returns the sentinels of a version in the order of their names.
func echoSentinels(codes map[string]int, value func(code int) Expr) []Sentinel {
	var out []Sentinel
	for _, name := range slices.Sorted(maps.Keys(codes)) {
		out = append(out, Sentinel{name, value(codes[name])})
	}
	return out
}
