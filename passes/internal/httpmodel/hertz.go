package httpmodel

import "slices"

const hertzPath = "github.com/cloudwego/hertz/pkg"

// github.com/cloudwego/hertz. The response is a value, as fasthttp's, and is sent
// after the handlers have returned; the context has gin's methods besides. What is
// left out, and why:
//   - RequestContext.Next, Engine.Use, ServeHTTP and the like run code that the caller chose.
//   - RequestContext.File, FileAttachment and FileFromFS, which choose among nine
//     statuses: a handler that calls one is unknown.
//   - RequestContext.NotModified, Response.Reset and the like drop what was set.
//   - RequestContext.Hijack and Flush go around the response.
//   - the client, whose Request and Response are the same types.
func hertz() []table {
	return []table{
		{
			pkg:      hertzPath + "/app",
			rows:     hertzApp,
			contexts: []Context{{Type: "RequestContext", Same: []string{"Response"}, Buffered: true, Form: hertzForm, Errors: "Errors", Leaves: []string{"Error", "AbortWithError"}}},
			handler:  "HandlerFunc",
		},
		{pkg: hertzPath + "/app/middlewares/server/basic_auth", rows: func() []Row {
			return each(Row{OwnResponses: []Response{{Kind: Status, Status: status(401), Key: str("WWW-Authenticate")}}, Pure: true}, "BasicAuth", "BasicAuthForRealm")
		}},
		{pkg: hertzPath + "/app/middlewares/server/recovery", rows: func() []Row {
			return []Row{
				{Name: "Recovery", OwnResponses: []Response{{Kind: Status, Status: status(500)}}, Pure: true},
				{Name: "WithRecoveryHandler", Calls: []Callback{{Func: arg(0), Params: []Expr{{}, {}, recovered(), {Op: OpStack}}}}, Pure: true},
			}
		}, overrides: []Override{{Name: "WithRecoveryHandler"}}},
		{pkg: hertzPath + "/app/server", rows: hertzServer},
		{pkg: hertzPath + "/common/errors", rows: hertzErrors},
		{
			pkg:  hertzPath + "/protocol",
			rows: hertzProtocol,
			contexts: []Context{
				{Type: "Response", Same: []string{"Header"}, Buffered: true},
				{Type: "ResponseHeader", Buffered: true},
			},
		},
		{pkg: hertzPath + "/protocol/consts", rows: func() []Row {
			return []Row{{Name: "StatusMessage", Results: []Expr{statusText(arg(0))}, Pure: true}}
		}},
		{pkg: hertzPath + "/route", rows: hertzRoute, overrides: []Override{{"Engine", "NoRoute", 404}}},
	}
}

func hertzApp() []Row {
	const recv = "RequestContext"
	answer := func(kind BodyKind, contentType string, names ...string) []Row {
		return each(Row{Recv: recv, Response: &Response{
			Kind: Complete, Writer: 0, Status: arg(1), Body: encode(kind, arg(2)), ContentType: contentType,
		}}, names...)
	}
	return slices.Concat([]Row{
		{Recv: recv, Name: "String", Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: format(2), ContentType: plainCT}},
		{Recv: recv, Name: "HTML", Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: encode(HTML, arg(3)), ContentType: "text/html; charset=utf-8"}},
		{Recv: recv, Name: "Data", Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: arg(3), Key: str("Content-Type"), Value: arg(2)}},
		// What the value renders is its own affair, but it is made of what it holds.
		{Recv: recv, Name: "Render", Response: &Response{Kind: Complete, Writer: 0, Status: arg(1), Body: encode(Unknown, arg(2))}},
		{Recv: recv, Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(1), Key: str("Location"), Value: arg(2)}},

		{Recv: recv, Name: "Status", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: recv, Name: "SetStatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: recv, Name: "NotFound", Response: &Response{Kind: Complete, Writer: 0, Status: status(404), Body: str("Not Found"), ContentType: plainCT}},
		{Recv: recv, Name: "SetBodyString", Response: &Response{Kind: Complete, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},
		{Recv: recv, Name: "SetBodyStream", Response: &Response{Kind: Complete, Writer: 0, Body: encode(Stream, content(1)), ContentType: plainCT, Keeps: true}},
		{Recv: recv, Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},
		{Recv: recv, Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},

		// An empty value deletes the field.
		{Recv: recv, Name: "Header", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: recv, Name: "SetContentType", Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
		{Recv: recv, Name: "SetContentTypeBytes", Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
		{Recv: recv, Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(2)}},
		{Recv: recv, Name: "SetPartitionedCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(2)}},

		// Abort keeps later handlers from running, it does not end this one.
		{Recv: recv, Name: "Abort", Pure: true},
		{Recv: recv, Name: "AbortWithStatus", Response: &Response{Kind: Status, Writer: 0, Status: arg(1), Aborts: true}},
		// What was set before is dropped.
		{Recv: recv, Name: "AbortWithMsg", Response: &Response{Kind: Complete, Writer: 0, Status: arg(2), Body: arg(1), ContentType: plainCT, Aborts: true}},
		// Nothing is sent for the error: a middleware that reads Errors may.
		{Recv: recv, Name: "AbortWithError", Response: &Response{Kind: Status, Writer: 0, Status: arg(1), Error: true, Aborts: true}, Results: []Expr{hertzError(arg(2))}},
		{Recv: recv, Name: "Error", Results: []Expr{hertzError(arg(1))}, Pure: true},
	},
		answer(JSON, jsonUTF8, "JSON", "IndentedJSON", "PureJSON"),
		aborting(answer(JSON, jsonUTF8, "AbortWithStatusJSON")),
		answer(XML, "application/xml; charset=utf-8", "XML"),
		answer(Unknown, "application/x-protobuf", "ProtoBuf"),
		hertzReads(recv),
	)
}

// hertzReads returns what reads the request and keeps values beside it.
func hertzReads(recv string) []Row {
	return slices.Concat(
		// An app may have a binder of its own.
		each(Row{Recv: recv, Fills: 1, Results: []Expr{parseError()}}, "Bind", "BindAndValidate", "BindByContentType", "BindForm",
			"BindHeader", "BindJSON", "BindPath", "BindProtobuf", "BindQuery"),
		each(Row{Recv: recv, Results: []Expr{plain()}, Pure: true}, "ClientIP", "ContentType", "Cookie", "DefaultPostForm",
			"DefaultQuery", "FormValue", "FullPath", "GetHeader", "GetPostForm", "GetPostFormArray", "GetQuery", "GetRawData",
			"HandlerName", "Host", "Method", "Param", "Path", "PostForm", "PostFormArray", "Query", "UserAgent"),
		[]Row{
			{Recv: recv, Name: "Validate", Results: []Expr{parseError()}, Pure: true},
			{Recv: recv, Name: "Body", Results: []Expr{plain(), parseError()}, Pure: true},
			{Recv: recv, Name: "FormFile", Results: []Expr{{}, parseError()}, Pure: true},
			{Recv: recv, Name: "MultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
		},
		harmless(recv, "Copy", "Exile", "Finished", "GetConn", "GetHijackHandler", "GetIndex", "GetReader", "GetRequest", "GetResponse",
			"GetTraceInfo", "GetWriter", "Handler", "Handlers", "Hijacked", "IfModifiedSince", "IsAborted", "IsEnableTrace", "IsExiled",
			"IsGet", "IsHead", "IsPost", "PostArgs", "QueryArgs", "RemoteAddr", "RequestBodyStream", "SaveUploadedFile", "SetBinder",
			"SetClientIPFunc", "SetConn", "SetConnectionClose", "SetEnableTrace", "SetFormValueFunc", "SetFullPath", "SetHandlers", "SetHijackHandler",
			"SetIndex", "SetTraceInfo", "URI"),
		// Values of the request's handlers: nobody knows here who set them.
		harmless(recv, "ForEachKey", "Get", "GetBool", "GetDuration", "GetFloat32", "GetFloat64", "GetInt", "GetInt32", "GetInt64",
			"GetString", "GetStringMap", "GetStringMapString", "GetStringMapStringSlice", "GetStringSlice", "GetTime", "GetUint",
			"GetUint32", "GetUint64", "MustGet", "Set", "Value", "VisitAllCookie", "VisitAllHeaders", "VisitAllPostArgs", "VisitAllQueryArgs"),
	)
}

// hertzError returns an entry of the list of errors.
func hertzError(err Expr) Expr { return made(hertzPath+"/common/errors.Error", Member{"Err", err}) }

// hertzErrors returns the rows of the list of errors, which other handlers filled, and
// of what makes an entry of it.
func hertzErrors() []Row {
	entry := func(err Expr) Expr { return made("Error", Member{"Err", err}) }
	return slices.Concat([]Row{
		{Recv: "ErrorChain", Name: "Last", Results: []Expr{or(null(), entry(foreign()))}, Pure: true},
		// Those of the type ErrorTypePublic are meant for clients.
		{Recv: "ErrorChain", Name: "ByType", Pure: true},
		{Recv: "Error", Name: "Error", Results: []Expr{text(member("Err"))}, Pure: true},
		{Recv: "Error", Name: "Unwrap", Results: []Expr{member("Err")}, Pure: true},
		{Recv: "Error", Name: "JSON", Results: []Expr{text(member("Err"))}, Pure: true},
		{Recv: "Error", Name: "SetType", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Error", Name: "SetMeta", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Error", Name: "IsType", Pure: true},
		{Name: "New", Results: []Expr{entry(arg(0))}, Pure: true},
		{Name: "Newf", Results: []Expr{entry(wrap(2))}, Pure: true},
	},
		each(Row{Recv: "ErrorChain", Results: []Expr{text(foreign())}, Pure: true}, "Errors", "JSON", "String"),
		each(Row{Results: []Expr{entry(newError(arg(0)))}, Pure: true}, "NewPrivate", "NewPublic"),
		each(Row{Results: []Expr{entry(wrap(0))}, Pure: true}, "NewPrivatef", "NewPublicf"),
	)
}

// hertzMissing are what an engine answers where it finds no handler; 405 is off by default.
func hertzMissing() Response {
	return Response{Kind: Complete, Status: status(404), Body: str("Not Found"), ContentType: "text/plain"}
}

func hertzServer() []Row {
	return slices.Concat([]Row{
		{Name: "New", OwnResponses: []Response{hertzMissing()}, Pure: true},
		{Name: "Default", OwnResponses: []Response{hertzMissing(), {Kind: Status, Status: status(500)}}, Pure: true},
	},
		harmless("Hertz", "SetCustomSignalWaiter"),
	)
}

func hertzRoute() []Row {
	methods := []string{"Any", "DELETE", "GET", "HEAD", "Handle", "OPTIONS", "PATCH", "POST", "PUT", "Static", "StaticFS", "StaticFile"}
	return slices.Concat(
		harmless("RouterGroup", methods...),
		harmless("RouterGroup", "BasePath", "Group", "AnyEX", "DELETEEX", "GETEX", "HEADEX", "HandleEX", "POSTEX", "PUTEX"),
		harmless("IRoutes", methods...),
		harmless("IRouter", "Group"),
		harmless("Engine", "Delims", "GetOptions", "IsRunning", "LoadHTMLFiles", "LoadHTMLGlob", "NewContext", "Routes",
			"SetClientIPFunc", "SetFormValueFunc", "SetFuncMap", "SetHTMLTemplate"),
		[]Row{
			{Name: "NewEngine", OwnResponses: []Response{hertzMissing()}, Pure: true},
			{Recv: "Engine", Name: "NoMethod", Begins: 405, Pure: true},
			{Recv: "Engine", Name: "NoRoute", Begins: 404, Pure: true},
		},
	)
}

// hertzProtocol returns the rows of the response and of its header.
func hertzProtocol() []Row {
	body := func(name string, kind Kind, x Expr) Row {
		return Row{Recv: "Response", Name: name, Response: &Response{Kind: kind, Writer: 0, Body: x, ContentType: plainCT, Keeps: true}}
	}
	header := func(kind Kind, value Expr, names ...string) []Row {
		return each(Row{Recv: "ResponseHeader", Response: &Response{Kind: kind, Writer: 0, Key: arg(1), Value: value}}, names...)
	}
	return slices.Concat([]Row{
		body("AppendBody", Body, arg(1)),
		body("AppendBodyString", Body, arg(1)),
		body("SetBody", Complete, arg(1)),
		body("SetBodyRaw", Complete, arg(1)),
		body("SetBodyStream", Complete, encode(Stream, content(1))),
		body("SetBodyString", Complete, arg(1)),
		{Recv: "Response", Name: "BodyWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Response", Name: "SetStatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "Response", Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},
		{Recv: "ResponseHeader", Name: "SetStatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "ResponseHeader", Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},
		{Recv: "ResponseHeader", Name: "SetContentType", Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
		{Recv: "ResponseHeader", Name: "SetContentTypeBytes", Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
		{Recv: "ResponseHeader", Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},
	},
		header(SetHeader, arg(2), "Set", "SetBytesV", "SetCanonical"),
		header(AddHeader, arg(2), "Add"),
		header(DelHeader, Expr{}, "Del", "DelBytes"),
		harmless("Response", "Body", "BodyBytes", "HasBodyBytes", "IsBodyStream", "SetConnectionClose"),
		harmless("ResponseHeader", "ContentLength", "ContentType", "Get", "GetAll", "Peek", "PeekAll", "SetContentLength"),
	)
}
