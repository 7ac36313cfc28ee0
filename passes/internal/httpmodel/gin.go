package httpmodel

import "slices"

// github.com/gin-gonic/gin. What it leaves out, and why: Context.Next,
// Context.Stream, Engine.ServeHTTP, HandleContext, Run and Use run code that the
// caller chose, which may do anything.
func gin() []table {
	return []table{
		{
			pkg:  "github.com/gin-gonic/gin",
			rows: ginRows,
			contexts: []Context{
				{Type: "Context", Same: []string{"Writer"}, Form: ginForm, Errors: "Errors", Leaves: []string{"Error", "AbortWithError"}},
				{Type: "ResponseWriter"},
			},
			overrides: []Override{{"Engine", "NoRoute", 404}},
			modes:     []Mode{{Name: "IsDebugging"}, {Name: "Mode", Release: "release"}},
		},
		{pkg: "github.com/gin-gonic/gin/binding", rows: ginBinding},
		{pkg: "github.com/gin-gonic/gin/render", rows: ginRender},
	}
}

const jsonUTF8 = "application/json; charset=utf-8"

func ginRows() []Row {
	return slices.Concat(ginAnswers(), ginRequest(), ginErrors(), ginEngine())
}

// answering returns rows that answer with a status in argument 1 and, in
// argument 2, what is encoded.
func answering(kind BodyKind, contentType string, names ...string) []Row {
	return each(Row{Recv: "Context", Response: &Response{
		Kind: Complete, Writer: 0, Status: positive(1), Body: encode(kind, arg(2)), ContentType: contentType, Keeps: true,
	}}, names...)
}

// aborting says of rows that the handlers behind the one that calls do not run.
func aborting(rows []Row) []Row {
	for i := range rows {
		r := *rows[i].Response
		r.Aborts = true
		rows[i].Response = &r
	}
	return rows
}

// ginAnswers returns what answers. A Content-Type that was set before stays,
// whatever is rendered; a status that allows no body drops it. One that is not
// positive is ignored: Render(-1, …) goes on with a response that has begun.
func ginAnswers() []Row {
	file := []int{200, 206, 301, 304, 400, 403, 404, 412, 416, 500} // http.ServeFile's
	return slices.Concat([]Row{
		{Recv: "Context", Name: "String", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: format(2), ContentType: plainCT, Keeps: true}},
		{Recv: "Context", Name: "HTML", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: encode(HTML, arg(3)),
			ContentType: "text/html; charset=utf-8", Keeps: true}},
		{Recv: "Context", Name: "Data", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: arg(3), Keeps: true,
			Key: str("Content-Type"), Value: arg(2)}},
		{Recv: "Context", Name: "DataFromReader", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: encode(Stream, content(4)), Keeps: true,
			Key: str("Content-Type"), Value: arg(3)}},
		// What the value renders is its own affair, but it is made of what it holds.
		{Recv: "Context", Name: "Render", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: encode(Unknown, arg(2))}},
		// The request's Accept header decides; 406 is for one that nothing suits.
		{Recv: "Context", Name: "Negotiate", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: encode(Unknown, arg(2)), Implied: []int{406}}},
		// Plain JSON unless the request names a callback.
		{Recv: "Context", Name: "JSONP", Response: &Response{Kind: Complete, Writer: 0, Status: positive(1), Body: encode(Unknown, arg(2))}},
		{Recv: "Context", Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(1), Key: str("Location"), Value: arg(2)}},
		{Recv: "Context", Name: "File", Response: &Response{Kind: Serve, Writer: 0, Implied: file}},
		{Recv: "Context", Name: "FileAttachment", Response: &Response{Kind: Serve, Writer: 0, Implied: file}},
		// http.FileServer cleans the path, so there is no 400.
		{Recv: "Context", Name: "FileFromFS", Response: &Response{Kind: Serve, Writer: 0, Implied: slices.DeleteFunc(slices.Clone(file), func(code int) bool { return code == 400 })}},
		{Recv: "Context", Name: "SSEvent", Response: &Response{Kind: Body, Writer: 0, Body: encode(Unknown, arg(2)), ContentType: "text/event-stream;charset=utf-8"}},

		// The status is sent with the body, or when the handlers have returned.
		{Recv: "Context", Name: "Status", Response: &Response{Kind: SetStatus, Writer: 0, Status: positive(1)}},
		{Recv: "ResponseWriter", Name: "WriteHeader", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "ResponseWriter", Name: "WriteHeaderNow", Response: &Response{Kind: Flush, Writer: 0}},
		{Recv: "ResponseWriter", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "ResponseWriter", Name: "Status", Results: []Expr{kept(0)}, Pure: true},
		// An empty value deletes the field.
		{Recv: "Context", Name: "Header", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: "Context", Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(2)}},
		{Recv: "Context", Name: "SetCookieData", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},

		// Abort keeps later handlers from running, it does not end this one.
		{Recv: "Context", Name: "Abort", Pure: true},
		{Recv: "Context", Name: "AbortWithStatus", Response: &Response{Kind: Status, Writer: 0, Status: positive(1), Aborts: true}},
		// Nothing is sent for the error: a middleware that reads Errors may.
		{Recv: "Context", Name: "AbortWithError", Response: &Response{Kind: Status, Writer: 0, Status: positive(1), Error: true, Aborts: true}, Results: []Expr{ginError(arg(2))}},
	},
		answering(JSON, jsonUTF8, "JSON", "IndentedJSON", "PureJSON", "SecureJSON"),
		aborting(answering(JSON, jsonUTF8, "AbortWithStatusJSON", "AbortWithStatusPureJSON")),
		answering(JSON, "application/json", "AsciiJSON"),
		answering(XML, "application/xml; charset=utf-8", "XML"),
		answering(Unknown, "application/yaml; charset=utf-8", "YAML"),
		answering(Unknown, "application/toml; charset=utf-8", "TOML"),
		answering(Unknown, "application/x-protobuf", "ProtoBuf"),
		harmless("ResponseWriter", "Pusher", "Size", "Written"),
	)
}

// ginRequest returns what reads the request and keeps values beside it.
func ginRequest() []Row {
	parsed := Row{Recv: "Context", Fills: 1, Results: []Expr{parseError()}}
	// The text of the error goes no further than Context.Errors.
	refused := parsed
	refused.Fails = &Response{Kind: Status, Writer: 0, Status: status(400)}
	tooLarge := parsed // 413 is for a body that http.MaxBytesReader cut
	tooLarge.Fails = &Response{Kind: Status, Writer: 0, Status: status(400), Implied: []int{413}}
	read := Row{Recv: "Context", Results: []Expr{plain()}, Pure: true}
	return slices.Concat([]Row{
		{Recv: "Context", Name: "FormFile", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "MultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "GetRawData", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Context", Name: "Cookie", Results: []Expr{plain(), noCookie()}, Pure: true},
	},
		each(refused, "BindHeader", "BindQuery", "BindUri"),
		each(tooLarge, "Bind", "BindJSON", "BindPlain", "BindTOML", "BindWith", "BindXML", "BindYAML", "MustBindWith"),
		each(parsed, "ShouldBind", "ShouldBindBodyWith", "ShouldBindBodyWithJSON", "ShouldBindBodyWithPlain", "ShouldBindBodyWithTOML",
			"ShouldBindBodyWithXML", "ShouldBindBodyWithYAML", "ShouldBindHeader", "ShouldBindJSON", "ShouldBindPlain",
			"ShouldBindQuery", "ShouldBindTOML", "ShouldBindUri", "ShouldBindWith", "ShouldBindXML", "ShouldBindYAML"),
		each(read, "ClientIP", "ContentType", "DefaultPostForm", "DefaultQuery", "FullPath", "GetHeader", "GetPostForm",
			"GetPostFormArray", "GetPostFormMap", "GetQuery", "GetQueryArray", "GetQueryMap", "HandlerName", "HandlerNames",
			"NegotiateFormat", "Param", "PostForm", "PostFormArray", "PostFormMap", "Query", "QueryArray", "QueryMap", "RemoteIP"),
		harmless("Context", "AddParam", "Copy", "Deadline", "Done", "Err", "Handler", "IsAborted", "IsWebsocket",
			"SaveUploadedFile", "SetAccepted", "SetSameSite", "Value"),
		// Values of the request's handlers: nobody knows here who set them.
		harmless("Context", "Get", "GetBool", "GetDuration", "GetFloat32", "GetFloat32Slice", "GetFloat64", "GetFloat64Slice",
			"GetInt", "GetInt16", "GetInt16Slice", "GetInt32", "GetInt32Slice", "GetInt64", "GetInt64Slice", "GetInt8",
			"GetInt8Slice", "GetIntSlice", "GetString", "GetStringMap", "GetStringMapString", "GetStringMapStringSlice",
			"GetStringSlice", "GetTime", "GetUint", "GetUint16", "GetUint16Slice", "GetUint32", "GetUint32Slice", "GetUint64",
			"GetUint64Slice", "GetUint8", "GetUint8Slice", "GetUintSlice", "MustGet", "Set"),
		harmless("Params", "ByName", "Get"),
	)
}

// ginError returns an entry of the list of errors.
func ginError(err Expr) Expr { return made("Error", Member{"Err", err}) }

// ginErrors returns the rows of the list of errors, which other handlers filled.
func ginErrors() []Row {
	return slices.Concat([]Row{
		{Recv: "Context", Name: "Error", Results: []Expr{ginError(arg(1))}, Pure: true},
		{Recv: "errorMsgs", Name: "Last", Results: []Expr{or(null(), ginError(foreign()))}, Pure: true},
		{Recv: "errorMsgs", Name: "String", Results: []Expr{text(foreign())}, Pure: true},
		{Recv: "errorMsgs", Name: "Errors", Results: []Expr{text(foreign())}, Pure: true},
		{Recv: "errorMsgs", Name: "JSON", Results: []Expr{text(foreign())}, Pure: true},
		// Those of the type ErrorTypePublic are meant for clients.
		{Recv: "errorMsgs", Name: "ByType", Pure: true},
		{Recv: "Error", Name: "Error", Results: []Expr{text(member("Err"))}, Pure: true},
		{Recv: "Error", Name: "Unwrap", Results: []Expr{member("Err")}, Pure: true},
		{Recv: "Error", Name: "JSON", Results: []Expr{text(member("Err"))}, Pure: true},
		{Recv: "Error", Name: "SetType", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Error", Name: "SetMeta", Results: []Expr{arg(0)}, Pure: true},
	},
		harmless("Error", "IsType"),
	)
}

// recovers says that a function is called with a context and the value of a panic.
func recovers(fn Expr) []Callback {
	return []Callback{{Func: fn, Params: []Expr{{}, recovered()}}}
}

// ginEngine returns the rows of the router, which keeps the handlers that it is
// given, and of the middleware.
func ginEngine() []Row {
	// 405 is off by default, and a path that is only slightly wrong is redirected.
	missing := Response{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: "text/plain"}
	panicked := Response{Kind: Status, Status: status(500)}
	unauthorized := []Response{{Kind: Status, Status: status(401), Key: str("WWW-Authenticate")}}
	methods := []string{"Any", "DELETE", "GET", "HEAD", "Handle", "Match", "OPTIONS", "PATCH", "POST", "PUT", "Static", "StaticFS",
		"StaticFile", "StaticFileFS"}
	return slices.Concat([]Row{
		{Name: "New", OwnResponses: []Response{missing}, Pure: true},
		{Name: "Default", OwnResponses: []Response{missing, panicked}, Pure: true},
		{Name: "Recovery", OwnResponses: []Response{panicked}, Pure: true},
		{Name: "BasicAuth", OwnResponses: unauthorized, Pure: true},
		{Name: "BasicAuthForRealm", OwnResponses: unauthorized, Pure: true},
		{Name: "BasicAuthForProxy", OwnResponses: []Response{{Kind: Status, Status: status(407), Key: str("Proxy-Authenticate")}}, Pure: true},
		{Name: "Bind", OwnResponses: []Response{{Kind: Status, Status: status(400)}}, Pure: true},
		// It prints the errors of the list after the status that a handler has set.
		{Name: "ErrorLogger", OwnResponses: []Response{{Kind: Complete, Body: encode(JSON, text(foreign())), ContentType: jsonUTF8, Keeps: true}}, Pure: true},
		{Name: "ErrorLoggerT", Pure: true}, // perhaps only of public errors
	},
		// What they answer, their caller chose.
		[]Row{
			{Name: "CustomRecovery", Calls: recovers(arg(0)), Pure: true},
			{Name: "CustomRecoveryWithWriter", Calls: recovers(arg(1)), Pure: true},
			{Name: "RecoveryWithWriter", Calls: recovers(rest(1)), Pure: true},
		},
		harmless("", "Dir", "IsDebugging", "Logger", "LoggerWithConfig", "LoggerWithFormatter", "LoggerWithWriter", "Mode", "SetMode", "WrapF", "WrapH"),
		harmless("RouterGroup", methods...),
		harmless("RouterGroup", "BasePath", "Group"),
		harmless("IRoutes", methods...),
		harmless("IRouter", "Group"),
		harmless("Engine", "Delims", "Handler", "LoadHTMLFS", "LoadHTMLFiles", "LoadHTMLGlob", "Routes",
			"SecureJsonPrefix", "SetFuncMap", "SetHTMLTemplate", "SetTrustedProxies", "With"),
		[]Row{
			{Recv: "Engine", Name: "NoMethod", Presets: []string{"Allow"}, Begins: 405, Pure: true},
			{Recv: "Engine", Name: "NoRoute", Begins: 404, Pure: true},
		},
	)
}

func ginBinding() []Row {
	bind := Row{Fills: 2, Results: []Expr{parseError()}}
	body, uri := bind, bind
	bind.Recv, body.Recv, uri.Recv = "Binding", "BindingBody", "BindingUri"
	return slices.Concat(each(bind, "Bind"), each(body, "BindBody"), each(uri, "BindUri"), harmless("", "Default"))
}

func ginRender() []Row {
	rows := []Row{
		{Name: "WriteJSON", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1)), ContentType: jsonUTF8, Keeps: true}},
		{Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: format(1), ContentType: plainCT, Keeps: true}},
		{Recv: "Render", Name: "Render", Response: &Response{Kind: Body, Writer: 1, Body: encode(Unknown, arg(0))}},
	}
	for _, recv := range []string{"IndentedJSON", "JSON", "PureJSON"} {
		rows = append(rows, Row{Recv: recv, Name: "Render",
			Response: &Response{Kind: Body, Writer: 1, Body: encode(JSON, member("Data")), ContentType: jsonUTF8, Keeps: true}})
	}
	return rows
}
