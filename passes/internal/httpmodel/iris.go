package httpmodel

import "slices"

const irisPath = "github.com/kataras/iris/v12"

// github.com/kataras/iris/v12. The context wraps net/http's writer: a status that was
// set is sent with the body, or when the handlers have returned. What is left out, and why:
//   - Context.Next, NextOr, Do, Exec, Proceed and Party.Use run code that the caller chose.
//   - Context.Problem's status is the one in the problem, or the one that was set before.
//   - An error status without a body gets its text as one, unless the app has said
//     otherwise (OnErrorCode, WithoutAutoFireStatusCode): that is no call's doing.
//   - The results of mvc's and hero's functions are sent by reflection.
//   - x/errors is read as the Go code it is.
//   - Recorders, compression and the writer that they put in the place of the other.
func iris() []table {
	return []table{
		{pkg: irisPath, rows: irisApp, overrides: []Override{{"Application", "OnErrorCode", 0}, {"Application", "OnAnyErrorCode", 0}}},
		{
			pkg:      irisPath + "/context",
			rows:     irisContext,
			calledAs: "iris",
			contexts: []Context{
				{Type: "Context", Form: irisForm},
				{Type: "ResponseWriter"},
			},
		},
		{pkg: irisPath + "/core/router", rows: irisRouter},
		{pkg: irisPath + "/middleware/recover", rows: func() []Row {
			return []Row{{Name: "New", OwnResponses: []Response{irisText(500, "Internal Server Error")}, Pure: true}}
		}},
	}
}

// irisText returns what is sent for an error status without a body.
func irisText(code int, text string) Response {
	return Response{Kind: Complete, Status: status(code), Body: str(text), ContentType: plainCT}
}

func irisApp() []Row {
	missing := irisText(404, "Not Found")
	return []Row{
		{Name: "New", OwnResponses: []Response{missing}, Pure: true},
		{Name: "Default", OwnResponses: []Response{missing, irisText(500, "Internal Server Error")}, Pure: true},
		{Name: "NewProblem", Results: []Expr{made("")}, Pure: true}, // a variable
	}
}

func irisContext() []Row {
	const recv = "Context"
	// What is written under the status that was set before. A response by which an error
	// is returned is that of writing.
	written := func(name, contentType string, body Expr) Row {
		return Row{Recv: recv, Name: name, Response: &Response{Kind: Complete, Writer: 0, Body: body, ContentType: contentType}}
	}
	returned := func(r Row) Row {
		r.Results = []Expr{null()}
		return r
	}
	chosen := func(r *Response) *Response { // a status that is not sent yet
		r.Writer, r.Aborts = 0, true
		return r
	}
	problem := func(name, key string, v Expr) Row {
		return Row{Recv: "Problem", Name: name, Results: []Expr{with(arg(0), Member{key, v})}, Pure: true}
	}
	return slices.Concat([]Row{
		returned(written("JSON", jsonUTF8, encode(JSON, arg(1)))),
		returned(written("XML", "text/xml; charset=utf-8", encode(XML, arg(1)))),
		returned(written("YAML", "application/x-yaml", encode(Unknown, arg(1)))),
		returned(written("JSONP", "text/javascript; charset=utf-8", encode(Unknown, arg(1)))),
		returned(written("Markdown", "text/html; charset=utf-8", encode(HTML, arg(1)))),
		written("Text", plainCT, format(1)),
		written("HTML", "text/html; charset=utf-8", format(1)),
		written("Binary", "application/octet-stream", arg(1)),
		{Recv: recv, Name: "View", Response: &Response{Kind: Complete, Writer: 0, Body: encode(HTML, rest(2)), ContentType: "text/html; charset=utf-8"}},
		{Recv: recv, Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "Writef", Response: &Response{Kind: Body, Writer: 0, Body: format(1)}},

		{Recv: recv, Name: "StopWithText", Response: chosen(&Response{Kind: Complete, Status: arg(1), Body: format(2), ContentType: plainCT, Keeps: true})},
		// An error that is private leaves the body to the app.
		{Recv: recv, Name: "StopWithError", Response: chosen(&Response{Kind: Complete, Status: arg(1), Body: text(arg(2)), ContentType: plainCT, Keeps: true, Error: true})},
		{Recv: recv, Name: "StopWithPlainError", Response: chosen(&Response{Kind: SetStatus, Status: arg(1), Error: true})},
		{Recv: recv, Name: "StopWithStatus", Response: chosen(&Response{Kind: SetStatus, Status: arg(1)})},
		{Recv: recv, Name: "StopWithJSON", Results: []Expr{null()},
			Response: chosen(&Response{Kind: Complete, Status: arg(1), Body: encode(JSON, arg(2)), ContentType: jsonUTF8})},
		{Recv: recv, Name: "StopWithProblem", Results: []Expr{null()},
			Response: chosen(&Response{Kind: Complete, Status: arg(1), Body: encode(JSON, arg(2)), ContentType: "application/problem+json; charset=utf-8"})},

		{Recv: recv, Name: "StatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: recv, Name: "NotFound", Response: &Response{Kind: SetStatus, Writer: 0, Status: status(404)}},
		{Recv: recv, Name: "GetStatusCode", Results: []Expr{kept(0)}, Pure: true},
		// Without a status it is the one that was set before, or 302.
		{Recv: recv, Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: first(2, status(302)), Key: str("Location"), Value: arg(1)}},
		// An empty value deletes the field.
		{Recv: recv, Name: "Header", Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		// It adds the charset.
		{Recv: recv, Name: "ContentType", Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
		{Recv: recv, Name: "SetCookieKV", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(2)}},
		{Recv: recv, Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},
		{Recv: recv, Name: "ResponseWriter", Results: []Expr{arg(0)}, Pure: true},

		{Name: "NewProblem", Results: []Expr{made("")}, Pure: true},
		{Recv: "Problem", Name: "Key", Results: []Expr{with(arg(0), Member{"more", arg(2)})}, Pure: true},
		problem("Title", "title", arg(1)),
		problem("Detail", "detail", arg(1)),
		problem("DetailErr", "detail", text(arg(1))),
		problem("Type", "type", arg(1)),
		problem("Instance", "instance", arg(1)),
		problem("Status", "status", arg(1)),
		problem("Cause", "cause", arg(1)),

		{Recv: "ResponseWriter", Name: "WriteHeader", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "ResponseWriter", Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},
		{Recv: "ResponseWriter", Name: "Naive", Results: []Expr{arg(0)}, Pure: true},
	},
		irisReads(recv),
	)
}

// irisReads returns what reads the request and keeps values beside it.
func irisReads(recv string) []Row {
	return slices.Concat(
		each(Row{Recv: recv, Fills: 1, Results: []Expr{parseError()}}, "ReadBody", "ReadForm", "ReadHeaders", "ReadJSON",
			"ReadJSONProtobuf", "ReadMsgPack", "ReadParams", "ReadProtobuf", "ReadQuery", "ReadURL", "ReadXML", "ReadYAML"),
		each(Row{Recv: recv, Results: []Expr{plain()}, Pure: true}, "FormValue", "FormValueDefault", "FormValues", "FullRequestURI",
			"GetContentType", "GetContentTypeRequested", "GetCookie", "GetHeader", "GetID", "GetReferrer", "Host", "Method", "Path", "PostValue",
			"PostValueDefault", "PostValueTrim", "RemoteAddr", "RequestPath", "Subdomain", "URLParam", "URLParamBoolDefault",
			"URLParamDefault", "URLParamEscape", "URLParamExists", "URLParamInt32Default", "URLParamInt64Default",
			"URLParamIntDefault", "URLParamSlice", "URLParamTrim", "URLParams"),
		each(Row{Recv: recv, Results: []Expr{plain(), parseError()}, Pure: true}, "GetBody", "PostValueBool", "PostValueFloat64",
			"PostValueInt", "PostValueInt64", "URLParamBool", "URLParamFloat64", "URLParamInt", "URLParamInt64"),
		// An error of the handlers before this one, or a panic.
		[]Row{{Recv: recv, Name: "GetErr", Results: []Expr{or(null(), foreign())}, Pure: true}},
		// The app, through which a handler logs.
		[]Row{{Recv: recv, Name: "Application", Results: []Expr{plain()}, Pure: true}},
		harmless(recv, "GetCurrentRoute", "HandlerName", "IsAjax", "IsCanceled", "IsGRPC", "IsHTTP2", "IsMobile", "IsSSL",
			"IsStopped", "Params", "RecordRequestBody", "Request", "RouteName", "SetErr", "SetErrPrivate", "SetID", "SetMaxRequestBodySize", "SetUser",
			"StopExecution", "User", "Values"),
		each(Row{Recv: "RequestParams", Results: []Expr{plain()}, Pure: true}, "Get", "GetTrim", "GetEscape"),
	)
}

// irisRouter returns the rows of the router, which keeps the handlers that it is given.
func irisRouter() []Row {
	failed := []Row{{Name: "OnAnyErrorCode", Begins: begun, Pure: true}, {Name: "OnErrorCode", Begins: begun, Pure: true}}
	names := []string{"AllowMethods", "Any", "Connect", "CreateRoutes", "Delete", "Done", "Favicon", "Get", "Handle", "HandleDir", "HandleMany",
		"Head", "None", "Options", "Party", "Patch", "Post", "Put", "StaticContent", "Subdomain", "Trace", "UseError"}
	var rows []Row
	for _, recv := range []string{"APIBuilder", "Party"} {
		rows = slices.Concat(rows, harmless(recv, names...))
		for _, r := range failed {
			r.Recv = recv
			rows = append(rows, r)
		}
	}
	return rows
}
