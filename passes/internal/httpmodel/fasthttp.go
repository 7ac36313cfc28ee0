package httpmodel

import "slices"

// github.com/valyala/fasthttp, on which fiber stands. The response is a value,
// sent after the handler has returned. What is left out, and why:
//   - RequestCtx.ResetBody, Response.Reset and the like: no Expr says "what was
//     there is gone".
//   - RequestCtx.TimeoutError and its kin send another Response.
//   - RequestCtx.NotModified drops what was set, and answers without a body.
//   - RequestCtx.Hijack runs code, once the response is sent, that the caller chose.
//   - Server: it answers nothing by itself. LBClient and PipelineClient.
func fasthttp() []table {
	return []table{{
		pkg:  "github.com/valyala/fasthttp",
		rows: fasthttpRows,
		contexts: []Context{
			{Type: "RequestCtx", Same: []string{"Response"}, Buffered: true, Form: fasthttpForm},
			{Type: "Response", Same: []string{"Header"}, Buffered: true},
			{Type: "ResponseHeader", Same: []string{"header"}, Buffered: true},
			{Type: "header", Buffered: true},
		},
		retriers: []Retrier{{Type: "Client"}, {Type: "HostClient"}},
		replies: []Reply{{Type: "Response", Status: []Expr{method("StatusCode")},
			Body: []Expr{method("Body"), method("BodyStream"), method("BodyGunzip"), method("BodyInflate"), method("BodyUnbrotli"), method("BodyUncompressed"), method("String")}}},
		defaults: []Sentinel{{Name: "defaultClient", Value: made("Client")}},
	}}
}

// fasthttpClient returns the rows of its clients, which write the response into what they
// are given, or split it. They send a request again because of broken connections alone.
func fasthttpClient() []Row {
	var rows []Row
	for _, recv := range []string{"", "Client", "HostClient"} {
		client, i := variable("defaultClient"), 0
		if recv != "" {
			client, i = arg(0), 1
		}
		message := Expr{Op: OpMember, Name: "Header", Args: []Expr{arg(i)}}
		do := Row{Recv: recv, Pure: true, Request: &Request{Client: client, Message: arg(i), Method: below(message, "Method"), URL: below(arg(i), "target"), Body: below(arg(i), "Body"), Response: -1, Into: i + 1, Read: true}}
		get := Row{Recv: recv, Pure: true, Request: &Request{Client: client, Method: str("GET"), URL: arg(i + 1), Response: -1, Split: true, Read: true}}
		post := Row{Recv: recv, Name: "Post", Pure: true, Request: &Request{Client: client, Method: str("POST"), URL: arg(i + 1), Body: arg(i + 2), Response: -1, Split: true, Read: true}}
		rows = slices.Concat(rows, each(do, "Do", "DoDeadline", "DoRedirects", "DoTimeout"), each(get, "Get", "GetDeadline", "GetTimeout"), []Row{post})
	}
	set := func(member string, names ...string) []Row {
		return each(Row{Recv: "Request", Sets: []Member{{member, arg(1)}}}, names...)
	}
	return slices.Concat(rows, set("target", "SetRequestURI", "SetRequestURIBytes"), set("Body", "SetBody", "SetBodyRaw", "SetBodyString"),
		each(Row{Recv: "RequestHeader", Sets: []Member{{"Method", arg(1)}}}, "SetMethod", "SetMethodBytes"),
		[]Row{{Name: "AcquireRequest", Results: []Expr{made("Request")}, Pure: true}},
		harmless("", "AcquireResponse", "ReleaseRequest", "ReleaseResponse"),
		harmless("Response", "BodyGunzip", "BodyInflate", "BodyStream", "BodyUnbrotli", "BodyUncompressed", "String"),
	)
}

func fasthttpRows() []Row {
	file := &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 302, 304, 403, 404, 416}} // 302: a directory without its slash
	rows := []Row{
		// What was set before is dropped, in both of these.
		{Recv: "RequestCtx", Name: "Error", Response: &Response{Kind: Complete, Writer: 0, Status: arg(2), Body: arg(1), ContentType: plainCT, Error: true}},
		{Recv: "RequestCtx", Name: "NotFound", Response: &Response{Kind: Complete, Writer: 0, Status: status(404), Body: str("404 Page not found"), ContentType: plainCT}},

		// A status that is no redirect's becomes 302, and the location absolute.
		{Recv: "RequestCtx", Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(2), Key: str("Location"), Value: arg(1)}},
		{Recv: "RequestCtx", Name: "RedirectBytes", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(2), Key: str("Location"), Value: arg(1)}},

		{Recv: "RequestCtx", Name: "Success", Response: &Response{Kind: Complete, Writer: 0, Body: arg(2), Key: str("Content-Type"), Value: arg(1)}},
		{Recv: "RequestCtx", Name: "SuccessString", Response: &Response{Kind: Complete, Writer: 0, Body: arg(2), Key: str("Content-Type"), Value: arg(1)}},
		{Recv: "RequestCtx", Name: "SendFileBytes", Response: file},
		{Recv: "RequestCtx", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},
		{Recv: "RequestCtx", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},

		{Recv: "Response", Name: "AppendBody", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},
		{Recv: "Response", Name: "AppendBodyString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1), ContentType: plainCT, Keeps: true}},
		{Recv: "Response", Name: "BodyWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Response", Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},

		{Name: "StatusMessage", Results: []Expr{{Op: OpStatusText, Args: []Expr{arg(0)}}}, Pure: true},
	}
	body := func(recv, name string, x Expr) Row {
		return Row{Recv: recv, Name: name, Response: &Response{Kind: Complete, Writer: 0, Body: x, ContentType: plainCT, Keeps: true}}
	}
	for _, recv := range []string{"RequestCtx", "Response"} {
		streamed := body(recv, "SetBodyStreamWriter", encode(Stream, Expr{}))
		streamed.Calls = []Callback{{Func: arg(1), Params: []Expr{arg(0)}}}
		rows = append(rows,
			Row{Recv: recv, Name: "SetStatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
			body(recv, "SetBody", arg(1)),
			body(recv, "SetBodyString", arg(1)),
			body(recv, "SetBodyStream", encode(Stream, content(1))),
			streamed,
		)
	}
	rows = append(rows,
		body("Response", "SetBodyRaw", arg(1)),
		Row{Recv: "RequestCtx", Name: "SendFile", Response: file},
		Row{Recv: "ResponseHeader", Name: "SetStatusCode", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		Row{Recv: "ResponseHeader", Name: "StatusCode", Results: []Expr{kept(0)}, Pure: true},
		Row{Recv: "ResponseHeader", Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},
	)
	for _, recv := range []string{"RequestCtx", "header"} { // a ResponseHeader embeds the latter
		rows = append(rows, each(Row{Recv: recv, Response: &Response{Kind: SetHeader, Writer: 0, Key: str("Content-Type"), Value: arg(1)}},
			"SetContentType", "SetContentTypeBytes")...)
	}
	header := func(kind Kind, value Expr, names ...string) {
		r := Row{Recv: "ResponseHeader", Response: &Response{Kind: kind, Writer: 0, Key: arg(1), Value: value}}
		rows = append(rows, each(r, names...)...)
	}
	header(SetHeader, arg(2), "Set", "SetBytesK", "SetBytesKV", "SetBytesV", "SetCanonical")
	header(AddHeader, arg(2), "Add", "AddBytesK", "AddBytesKV", "AddBytesV")
	header(DelHeader, Expr{}, "Del", "DelBytes")
	read := Row{Recv: "RequestCtx", Results: []Expr{plain()}, Pure: true}
	return slices.Concat(rows,
		each(read, "FormValue", "Host", "Method", "Path", "PostBody", "Referer", "RequestURI", "UserAgent"),
		[]Row{
			{Recv: "RequestCtx", Name: "FormFile", Results: []Expr{{}, parseError()}, Pure: true},
			{Recv: "RequestCtx", Name: "MultipartForm", Results: []Expr{{}, parseError()}, Pure: true},
		},
		harmless("RequestCtx", "Conn", "ConnID", "ConnRequestNum", "ConnTime", "Deadline", "Done", "Err", "HijackSetNoResponse",
			"Hijacked", "ID", "IsBodyStream", "IsConnect", "IsDelete", "IsGet", "IsHead", "IsOptions", "IsPatch", "IsPost",
			"IsPut", "IsTLS", "IsTrace", "LocalAddr", "LocalIP", "Logger", "PostArgs", "QueryArgs", "RemoteAddr", "RemoteIP",
			"RemoveUserValue", "RemoveUserValueBytes", "RequestBodyStream", "ResetUserValues", "SetConnectionClose",
			"SetRemoteAddr", "SetUserValue", "SetUserValueBytes", "String", "TLSConnectionState", "Time", "URI", "UserValue",
			"UserValueBytes", "Value"),
		harmless("Response", "Body", "IsBodyStream", "SetConnectionClose"),
		harmless("ResponseHeader", "ContentLength", "ContentType", "Peek", "PeekAll", "SetContentLength"),
		fasthttpClient(),
		harmless("Args", "GetUint", "Has", "Len", "Peek", "String"),
	)
}
