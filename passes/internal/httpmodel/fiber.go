package httpmodel

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
)

const (
	fiber2 = "github.com/gofiber/fiber/v2"
	fiber3 = "github.com/gofiber/fiber/v3"
)

// github.com/gofiber/fiber v2 and v3. The versions differ in the context (a
// struct, an interface), in what reads the request (BodyParser, Bind), in
// redirects, and in the charset of JSON and XML. What is left out, and why:
//   - Ctx.Next, Ctx.RestartRouting, v3's Ctx.Format, App.Route and App.ErrorHandler
//     run code that the caller chose.
//   - App.Listen and App.Test run every handler there is.
//   - v3's Ctx.Drop and Ctx.End end the connection, not the handler.
//   - v3's Bind.WithAutoHandling makes the errors of later calls an Error with 400.
func fiber() []table {
	override := []Override{{Type: "Config", Name: "ErrorHandler"}}
	return slices.Concat(
		[]table{{
			pkg:          fiber2,
			rows:         fiberV2,
			contexts:     []Context{{Type: "Ctx", Buffered: true, Form: fiberForm}},
			statusErrors: fiberErrors(),
			sentinels:    fiberSentinels,
			overrides:    override,
		}},
		fiberMiddleware(fiber2),
		[]table{{
			pkg:  fiber3,
			rows: fiberV3,
			contexts: []Context{
				{Type: "Ctx", Buffered: true, Form: fiberForm},
				{Type: "CustomCtx", Buffered: true, Form: fiberForm},
				{Type: "DefaultCtx", Same: []string{"DefaultRes"}, Buffered: true, Form: fiberForm},
				{Type: "Res", Buffered: true, Form: fiberForm},
				{Type: "DefaultRes", Buffered: true, Form: fiberForm},
			},
			statusErrors: fiberErrors(),
			sentinels:    fiberSentinelsV3,
			overrides:    override,
		}},
		fiberMiddleware(fiber3),
		fasthttp(),
	)
}

// fiberErrors says what DefaultErrorHandler sends. Of an Error that is
// wrapped it takes the code, but the text of the whole chain.
func fiberErrors() []StatusError {
	return []StatusError{
		{Type: "Error", Response: Response{Kind: Complete, Status: member("Code"), Body: member("Message"), ContentType: plainCT}},
		{Type: anyError, Response: Response{Kind: Complete, Status: status(500), Body: text(arg(0)), ContentType: plainCT}},
	}
}

// fiberSentinels are named alike in both versions; each has the text of its status.
func fiberSentinels() []Sentinel {
	codes := map[string]int{
		"BadRequest": 400, "Unauthorized": 401, "PaymentRequired": 402, "Forbidden": 403, "NotFound": 404,
		"MethodNotAllowed": 405, "NotAcceptable": 406, "ProxyAuthRequired": 407, "RequestTimeout": 408, "Conflict": 409,
		"Gone": 410, "LengthRequired": 411, "PreconditionFailed": 412, "RequestEntityTooLarge": 413,
		"RequestURITooLong": 414, "UnsupportedMediaType": 415, "RequestedRangeNotSatisfiable": 416,
		"ExpectationFailed": 417, "Teapot": 418, "MisdirectedRequest": 421, "UnprocessableEntity": 422, "Locked": 423,
		"FailedDependency": 424, "TooEarly": 425, "UpgradeRequired": 426, "PreconditionRequired": 428,
		"TooManyRequests": 429, "RequestHeaderFieldsTooLarge": 431, "UnavailableForLegalReasons": 451,
		"InternalServerError": 500, "NotImplemented": 501, "BadGateway": 502, "ServiceUnavailable": 503,
		"GatewayTimeout": 504, "HTTPVersionNotSupported": 505, "VariantAlsoNegotiates": 506, "InsufficientStorage": 507,
		"LoopDetected": 508, "NotExtended": 510, "NetworkAuthenticationRequired": 511,
	}
	sentinels := make([]Sentinel, 0, len(codes))
	for name, code := range codes {
		sentinels = append(sentinels, Sentinel{Name: "Err" + name, Value: made("Error",
			Member{"Code", status(code)}, Member{"Message", str(http.StatusText(code))})})
	}
	return sentinels
}

// fiberSentinelsV3 has one more.
func fiberSentinelsV3() []Sentinel {
	return append(fiberSentinels(), Sentinel{Name: "ErrRedirectBackNoFallback", Value: made("Error", Member{"Code", status(500)},
		Member{"Message", str("Referer not found, you have to enter fallback URL for redirection.")})})
}

// fiberRows returns what the versions share. contexts are the types that have a
// context's methods; missing is the text for a path that no route is for.
func fiberRows(contexts []string, missing Expr) []Row {
	rows := []Row{
		// Besides, what is no HTTP gets 400, and what comes too slowly 408.
		{Name: "New", Pure: true, OwnResponses: []Response{
			fiberText(404, missing),
			{Kind: Complete, Status: status(405), Body: str("Method Not Allowed"), ContentType: plainCT, Key: str("Allow")},
			fiberText(413, str("Request Entity Too Large")),
			fiberText(431, str("Request Header Fields Too Large")),
		}},
		{Name: "NewError", Results: []Expr{made("Error", Member{"Code", arg(0)}, Member{"Message", first(1, statusText(arg(0)))})}, Pure: true},
		// An error that holds no Error gets 500.
		{Name: "DefaultErrorHandler", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Implied: []int{500},
			Status: Expr{Op: OpMember, Name: "Code", Args: []Expr{arg(1)}}, Body: text(arg(1)), ContentType: plainCT, Error: true}},
	}
	for _, recv := range contexts {
		rows = append(rows, harmless(recv, "App", "ClientHelloInfo", "GetRespHeader", "GetRespHeaders", "Route", "SaveFile",
			"SaveFileToStorage", "Secure", "String", "XHR")...)
	}
	// They keep the handlers that they are given, and run none.
	for _, recv := range []string{"App", "Group", "Router"} {
		rows = append(rows, harmless(recv, "Add", "All", "Connect", "Delete", "Get", "Group", "Head", "Name", "Options",
			"Patch", "Post", "Put", "Trace", "Use")...)
	}
	return append(rows, harmless("App", "Config", "GetRoute", "GetRoutes", "HandlersCount", "Hooks", "MountPath", "Server",
		"Stack")...)
}

// fiberAnswers returns the rows of a type that answers. The body waits for the
// handler's return: another response replaces it, and what is written is added.
func fiberAnswers(recv, jsonCT, xmlCT string) []Row {
	// fasthttp's content type, where no other was set.
	answer := func(name string, body Expr) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: body, ContentType: plainCT, Keeps: true}}
	}
	add := func(name string, body Expr) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{{}, null()}, Response: &Response{Kind: Body, Writer: 0, Body: body, ContentType: plainCT, Keeps: true}}
	}
	typed := func(name string, body Expr, contentType string) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: body, ContentType: contentType}}
	}
	header := func(kind Kind, name string, key, value Expr) Row {
		return Row{Recv: recv, Name: name, Response: &Response{Kind: kind, Writer: 0, Key: key, Value: value}}
	}
	json := typed("JSON", encode(JSON, arg(1)), jsonCT)
	json.Response.Key, json.Response.Value = str("Content-Type"), first(2, str(jsonCT))
	noText := answer("SendStatus", statusText(arg(1))) // a body that is there already stays
	noText.Response.Status = arg(1)
	return []Row{
		{Recv: recv, Name: "Status", Results: []Expr{arg(0)}, Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		// The media type of a file extension.
		{Recv: recv, Name: "Type", Results: []Expr{arg(0)}, Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: Expr{Op: OpMedia, Args: []Expr{arg(1)}}}},

		json,
		typed("JSONP", encode(Unknown, arg(1)), "text/javascript; charset=utf-8"), // a call of a function
		typed("XML", encode(XML, arg(1)), xmlCT),
		{Recv: recv, Name: "Render", Response: &Response{Kind: Complete, Writer: 0, Body: encode(HTML, arg(2)), ContentType: "text/html; charset=utf-8"}}, // or an error of the template's
		answer("Send", arg(1)),
		answer("SendString", arg(1)),
		answer("SendStream", encode(Stream, content(1))),
		noText,
		add("Write", arg(1)),
		add("WriteString", arg(1)),
		add("Writef", format(1)),

		header(SetHeader, "Set", arg(1), arg(2)),
		header(SetHeader, "Links", str("Link"), text(rest(1))),
		header(SetHeader, "Location", str("Location"), arg(1)),
		header(SetHeader, "Attachment", str("Content-Type"), Expr{}), // that of the file's extension, beside Content-Disposition
		header(AddHeader, "Append", arg(1), text(rest(2))),
		header(AddHeader, "Vary", str("Vary"), text(rest(1))),
		header(AddHeader, "Cookie", str("Set-Cookie"), arg(1)),
		header(AddHeader, "ClearCookie", str("Set-Cookie"), plain()),

		// Another form of the same response.
		{Recv: recv, Name: "Response", Results: []Expr{arg(0)}, Pure: true},
		{Recv: recv, Name: "GetRouteURL", Pure: true},
	}
}

// fiberFile returns the row of what serves a file. 404 is an error that the call
// returns, with the file's name in its text; 403 is for a directory.
func fiberFile(recv, name string, besides ...int) Row {
	missing := made("Error", Member{"Code", status(404)}, Member{"Message", join(str("sendfile: file "), arg(1), str(" not found"))})
	return Row{Recv: recv, Name: name, Results: []Expr{or(null(), missing)}, Response: &Response{Kind: Serve, Writer: 0, Implied: append([]int{200, 304, 403, 404}, besides...)}}
}

// fiberReads returns the rows of a type that reads the request.
func fiberReads(recv string) []Row {
	return slices.Concat(
		each(Row{Recv: recv, Results: []Expr{plain()}, Pure: true}, "Accepts", "AcceptsCharsets", "AcceptsEncodings",
			"AcceptsLanguages", "BaseURL", "Body", "BodyRaw", "Cookies", "FormValue", "Get", "Hostname", "IP", "IPs",
			"Method", "OriginalURL", "Params", "Port", "Protocol", "Queries", "Query", "Subdomains"),
		[]Row{
			{Recv: recv, Name: "FormFile", Results: []Expr{{}, parseError()}, Pure: true},
			{Recv: recv, Name: "MultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
			{Recv: recv, Name: "Range", Results: []Expr{{}, parseError()}, Pure: true},
		},
		harmless(recv, "Fresh", "Is", "IsFromLocal", "IsProxyTrusted", "Locals", "Request", "Stale"),
	)
}

// fiberRedirect returns the row of a redirect.
func fiberRedirect(recv, name string, location, status Expr, implied ...int) Row {
	return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Redirect, Writer: 0, Status: status, Implied: implied,
		Key: str("Location"), Value: location}}
}

func fiberV2() []Row {
	return slices.Concat(
		fiberRows([]string{"Ctx"}, plain()), // "Cannot GET /path"
		fiberAnswers("Ctx", "application/json", "application/xml"),
		fiberReads("Ctx"),
		[]Row{
			// Text, HTML, JSON or XML, as the client accepts it.
			{Recv: "Ctx", Name: "Format", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(Unknown, arg(1)),
				Key: str("Content-Type"), Value: plain()}},
			fiberFile("Ctx", "SendFile", 206, 416),
			fiberFile("Ctx", "Download", 206, 416),
			fiberRedirect("Ctx", "Redirect", arg(1), first(2, status(302))),
			fiberRedirect("Ctx", "RedirectBack", arg(1), first(2, status(302))),
			fiberRedirect("Ctx", "RedirectToRoute", plain(), first(3, status(302))),
			{Recv: "Ctx", Name: "Context", Results: []Expr{arg(0)}, Pure: true},
			{Recv: "Ctx", Name: "ParamsInt", Results: []Expr{plain(), parseError()}, Pure: true},
		},
		// A body of no known media type gives ErrUnprocessableEntity.
		each(Row{Recv: "Ctx", Results: []Expr{parseError()}, Fills: 1}, "BodyParser", "CookieParser", "ParamsParser",
			"QueryParser", "ReqHeaderParser"),
		each(Row{Recv: "Ctx", Results: []Expr{plain()}, Pure: true}, "AllParams", "GetReqHeaders", "Path", "QueryBool",
			"QueryFloat", "QueryInt"),
		harmless("Ctx", "Bind", "SetUserContext", "UserContext"),
		harmless("App", "Mount", "Static"),
		harmless("Group", "Mount", "Static"),
		harmless("Router", "Mount", "Static"),
	)
}

func fiberV3() []Row {
	rows := fiberRows([]string{"Ctx", "DefaultCtx"}, str("Not Found"))
	// A Ctx is a Res and a Req at once; a DefaultCtx has the methods of the two
	// that it embeds, and a few of its own.
	for _, recv := range []string{"Ctx", "Res", "DefaultRes"} {
		rows = append(rows, fiberAnswers(recv, jsonUTF8, "application/xml; charset=utf-8")...)
		rows = append(rows, fiberAnswersV3(recv)...)
	}
	for _, recv := range []string{"Ctx", "Req", "DefaultReq"} {
		rows = append(rows, fiberReads(recv)...)
		rows = append(rows, each(Row{Recv: recv, Results: []Expr{plain()}, Pure: true}, "AcceptsLanguagesExtended",
			"GetHeaders", "Host", "Scheme")...)
	}
	for _, recv := range []string{"Ctx", "DefaultCtx"} {
		rows = append(rows, each(Row{Recv: recv, Results: []Expr{arg(0)}, Pure: true}, "Req", "RequestCtx", "Res")...)
		rows = append(rows, each(Row{Recv: recv, Results: []Expr{plain()}, Pure: true}, "AcceptEncoding", "AcceptLanguage",
			"Charset", "FullPath", "FullURL", "GetReqHeaders", "MediaType", "Path", "Referer", "RequestID", "UserAgent")...)
		rows = append(rows, harmless(recv, "Abandon", "AcceptsEventStream", "AcceptsHTML", "AcceptsJSON", "AcceptsXML", "Bind", "Context",
			"Deadline", "Done", "Err", "ForceRelease", "HasBody", "HasHeader", "IsAbandoned", "IsForm", "IsJSON", "IsMiddleware", "IsMultipart", "IsPreflight", "IsWebSocket",
			"Matched", "OverrideParam", "SetContext", "Value")...)
	}
	for _, recv := range []string{"Ctx", "DefaultCtx", "Res", "DefaultRes"} {
		rows = append(rows, Row{Recv: recv, Name: "Redirect", Results: []Expr{arg(0)}, Pure: true})
		rows = append(rows, harmless(recv, "ViewBind")...)
	}
	return slices.Concat(rows, []Row{
		{Recv: "DefaultCtx", Name: "Status", Results: []Expr{arg(0)}, Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "DefaultCtx", Name: "Response", Results: []Expr{arg(0)}, Pure: true},
		// The first of the messages is a format if more follow.
		{Name: "NewErrorf", Results: []Expr{made("Error", Member{"Code", arg(0)}, Member{"Message", text(rest(1))})}, Pure: true},

		// A Redirect stands for its context, though a status counts only once it redirects.
		{Recv: "Redirect", Name: "Status", Results: []Expr{arg(0)}, Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "Redirect", Name: "With", Results: []Expr{arg(0)}, Pure: true}, // a cookie, sent by what redirects
		{Recv: "Redirect", Name: "WithInput", Results: []Expr{arg(0)}, Pure: true},
		fiberRedirect("Redirect", "To", arg(1), kept(0), 303),
		fiberRedirect("Redirect", "Back", first(1, str("")), kept(0), 303),
		fiberRedirect("Redirect", "Route", plain(), kept(0), 303),

		{Recv: "Bind", Name: "Custom", Results: []Expr{parseError()}, Fills: 2},
		{Recv: "Bind", Name: "WithoutAutoHandling", Results: []Expr{arg(0)}, Pure: true},
	},
		// A body of no known media type gives ErrUnprocessableEntity.
		each(Row{Recv: "Bind", Results: []Expr{parseError()}, Fills: 1}, "All", "Body", "CBOR", "Cookie", "Form", "Header",
			"JSON", "MsgPack", "Query", "RespHeader", "URI", "XML"),
		harmless("Redirect", "Message", "Messages", "OldInput", "OldInputs"),
		harmless("DefaultCtx", "BaseURL", "Get", "GetHeaders", "OriginalURL", "Request"),
		harmless("DefaultRes", "App", "Get", "GetHeaders", "OriginalURL"),
		harmless("Res", "App", "Get", "GetHeaders", "OriginalURL"),
		each(Row{Results: []Expr{arg(0)}, Pure: true, Recv: "DefaultRes"}, "RequestCtx"),
		each(Row{Results: []Expr{arg(0)}, Pure: true, Recv: "Res"}, "RequestCtx"),
		harmless("CustomCtx", "Abandon", "ForceRelease", "IsAbandoned"),
		harmless("App", "State"),
	)
}

// fiberAnswersV3 returns how v3 answers besides.
func fiberAnswersV3(recv string) []Row {
	encoded := func(name, contentType string) Row {
		return Row{Recv: recv, Name: name, Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(Unknown, arg(1)),
			ContentType: contentType, Key: str("Content-Type"), Value: first(2, str(contentType))}}
	}
	return []Row{
		fiberFile(recv, "SendFile", 206, 416), // of ranges only if its configuration asks for them
		fiberFile(recv, "Download"),
		encoded("CBOR", "application/cbor"),
		encoded("MsgPack", "application/vnd.msgpack"),
		// Text, HTML, JSON or others, as the client accepts it.
		{Recv: recv, Name: "AutoFormat", Results: []Expr{null()}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(Unknown, arg(1)),
			Key: str("Content-Type"), Value: plain()}},
		// The function that writes runs after the handler.
		{Recv: recv, Name: "SendStreamWriter", Results: []Expr{null()}, Calls: []Callback{{Func: arg(1), Params: []Expr{arg(0)}}}, Response: &Response{Kind: Complete, Writer: 0, Body: encode(Stream, Expr{}),
			ContentType: plainCT, Keeps: true}},
		// 103 goes ahead of the response, which does not begin.
		{Recv: recv, Name: "SendEarlyHints", Results: []Expr{null()}, Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Link"), Value: arg(1)}},
	}
}
