package httpmodel

import "slices"

const (
	slingPath     = "github.com/dghubble/sling"
	requestsPath  = "github.com/carlmjohnson/requests"
	gentlemanPath = "gopkg.in/h2non/gentleman.v2"
	openapiPath   = "github.com/go-openapi/runtime/client"
)

// Clients that build a request in a chain, and send none of them again: what stands below
// them may, the net/http client that they are given. What is left out, and why:
//   - Plugins and middleware: code that the caller chose.
//   - What go-openapi's reader of a response does with the status, code that was generated.
func builders() []table {
	return []table{
		{pkg: requestsPath, rows: requestsRows, retriers: []Retrier{{Type: "Builder", Inner: member("cl")}}},
		{pkg: slingPath, rows: slingRows, retriers: []Retrier{{Type: "Sling", Inner: member("httpClient")}}},
		{pkg: openapiPath, rows: openapiRows, retriers: []Retrier{{Type: "Runtime", Inner: member("client")}}},
		{
			pkg: gentlemanPath, rows: gentlemanRows, retriers: []Retrier{{Type: "Client"}, {Type: "Request", Base: member("client")}},
			replies: []Reply{{Type: "Response", Status: []Expr{member("StatusCode")}, Passed: []Expr{member("Ok")}, Client: []Expr{member("ClientError")}, Server: []Expr{member("ServerError")}, Body: []Expr{method("Bytes"), method("String")}}},
		},
	}
}

// What a chain keeps until it sends.
const (
	chainMethod = "method"
	chainBody   = "body"
)

// chainRequest returns net/http's request for what a chain keeps.
func chainRequest(ctx Expr) Expr {
	e := asked(member(chainMethod), member(MessageURL), member(chainBody), Member{"ctx", ctx})
	e.Name = "net/http.Request"
	return e
}

// byMethod returns the row of a method of a chain that says by which method it asks.
func byMethod(recv, name, method string, more ...Member) Row {
	return Row{Recv: recv, Name: name, Results: []Expr{arg(0)}, Sets: append([]Member{{chainMethod, str(method)}}, more...)}
}

var builderVerbs = map[string]string{"Delete": "DELETE", "Head": "HEAD", "Patch": "PATCH", "Post": "POST", "Put": "PUT"}

// verbRows returns the rows of the methods of a chain that are named after the request's
// method.
func verbRows(recv string, more ...Member) (rows []Row) {
	for _, name := range []string{"Delete", "Head", "Patch", "Post", "Put"} {
		rows = append(rows, byMethod(recv, name, builderVerbs[name], more...))
	}
	return rows
}

// slingRows: a response whose status is no success is decoded to another value, or not at all.
func slingRows() []Row {
	const recv = "Sling"
	ask := func(name string, more ...Member) Row {
		return Row{Recv: recv, Name: name, Pure: true, Request: &Request{Client: member("httpClient"), Message: with(arg(0), more...),
			Method: member(chainMethod), URL: member(MessageURL), Body: member(chainBody), Read: true}}
	}
	path := Member{MessageURL, arg(1)}
	return slices.Concat([]Row{
		{Name: "New", Results: []Expr{made(recv, Member{"httpClient", Expr{Op: OpMake, Name: "net/http.Client"}})}, Pure: true},
		// It is a copy, which asks as the one that it is of.
		{Recv: recv, Name: "New", Results: []Expr{made(recv, Member{"httpClient", member("httpClient")}, Member{chainMethod, member(chainMethod)},
			Member{MessageURL, member(MessageURL)})}, Pure: true},
		setter(recv, "Client", "httpClient"),
		setter(recv, "Doer", "httpClient"),
		byMethod(recv, "Get", "GET", path),
		byMethod(recv, "Options", "OPTIONS", path),
		byMethod(recv, "Trace", "TRACE", path),
		byMethod(recv, "Connect", "CONNECT", path),
		setter(recv, "Base", MessageURL),
		setter(recv, "Path", MessageURL),
		setter(recv, "Body", chainBody),
		ask("ReceiveSuccess", Member{MessageInto, arg(1)}),
		ask("Receive", Member{MessageInto, arg(1)}, Member{MessageElse, arg(2)}),
		{Recv: recv, Name: "Do", Pure: true, Request: &Request{Client: member("httpClient"), Message: with(arg(1), Member{MessageInto, arg(2)}, Member{MessageElse, arg(3)}), Read: true}},
		{Recv: recv, Name: "Request", Results: []Expr{chainRequest(Expr{})}, Pure: true},
	},
		verbRows(recv, path),
		// What they make a body of can be read each time.
		each(Row{Recv: recv, Results: []Expr{arg(0)}, Sets: []Member{{chainBody, encode(JSON, arg(1))}}}, "BodyForm", "BodyJSON"),
		chained(recv, "Add", "BodyProvider", "QueryStruct", "ResponseDecoder", "Set", "SetBasicAuth"),
	)
}

// requestsRows: what is no success becomes an error, unless the program tells otherwise.
func requestsRows() []Row {
	const recv = "Builder"
	fetch := Request{Client: member("cl"), Message: arg(0), Method: member(chainMethod), URL: member(MessageURL), Body: member(chainBody), Response: -1, Checked: true, Read: true}
	within := fetch
	within.Context = arg(1)
	do := Request{Client: member("cl"), Message: arg(1), Response: -1, Checked: true, Read: true}
	client := Member{"cl", Expr{Op: OpMake, Name: "net/http.Client"}}
	body := Row{Recv: recv, Results: []Expr{arg(0)}, Sets: []Member{{chainBody, encode(JSON, arg(1))}, {chainMethod, str("POST")}}}
	return slices.Concat([]Row{
		{Name: "URL", Results: []Expr{made(recv, client, Member{MessageURL, arg(0)})}, Pure: true},
		{Name: "New", Results: []Expr{made(recv, client)}, Pure: true},
		setter(recv, "Client", "cl"),
		{Recv: recv, Name: "Transport", Results: []Expr{arg(0)}, Sets: []Member{{"cl", standardClient(arg(1))}}},
		setter(recv, "Method", chainMethod),
		{Recv: recv, Name: "Fetch", Request: &within, Pure: true},
		{Recv: recv, Name: "Do", Request: &do, Pure: true},
		{Recv: recv, Name: "Request", Results: []Expr{chainRequest(arg(1))}, Pure: true},
		{Name: "HasStatusErr", Results: []Expr{plain()}, Pure: true},
	},
		verbRows(recv),
		each(body, "BodyBytes", "BodyForm", "BodyJSON"),
		each(Row{Recv: recv, Results: []Expr{arg(0)}, Sets: []Member{{chainBody, arg(1)}, {chainMethod, str("POST")}}}, "BodyReader"),
		each(Row{Recv: recv, Results: []Expr{arg(0)}, Fills: 1, Sets: []Member{{MessageInto, arg(1)}}}, "ToJSON", "ToString"),
		each(Row{Recv: recv, Results: []Expr{arg(0)}, Fills: 1, Sets: []Member{{MessageElse, arg(1)}}}, "ErrorJSON"),
		chained(recv, "Accept", "AddValidator", "BaseURL", "BasicAuth", "Bearer", "Body", "BodyFile", "BodySerializer", "BodyWriter", "CacheControl", "CheckContentType", "CheckPeek",
			"CheckStatus", "Clone", "Config", "ContentType", "Cookie", "CopyHeaders", "Handle", "Header", "Headers", "Host", "Hostf", "Param", "ParamInt", "Params", "Path", "Pathf", "Scheme",
			"ToBytesBuffer", "ToDeserializer", "ToFile", "ToHeaders", "ToWriter", "UserAgent"),
	)
}

func gentlemanRows() []Row {
	request := made("Request", Member{"client", arg(0)})
	from := func(name, method string) Row {
		return Row{Recv: "Client", Name: name, Results: []Expr{with(request, Member{chainMethod, str(method)})}, Pure: true}
	}
	send := Row{Recv: "Request", Pure: true, Request: &Request{Client: member("client"), Message: arg(0), Method: member(chainMethod), URL: member(MessageURL), Body: member(chainBody), Read: true}}
	body := Row{Recv: "Request", Results: []Expr{arg(0)}, Sets: []Member{{chainBody, encode(JSON, arg(1))}}}
	return slices.Concat([]Row{
		{Name: "New", Results: []Expr{made("Client")}, Pure: true},
		{Name: "NewRequest", Results: []Expr{made("Request", Member{"client", made("Client")})}, Pure: true},
		{Recv: "Client", Name: "Request", Results: []Expr{with(request, Member{chainMethod, str("GET")})}, Pure: true},
		from("Delete", "DELETE"), from("Get", "GET"), from("Head", "HEAD"), from("Options", "OPTIONS"), from("Patch", "PATCH"), from("Post", "POST"), from("Put", "PUT"),
		setter("Request", "Method", chainMethod),
		setter("Request", "URL", MessageURL),
		setter("Request", "SetClient", "client"),
		setter("Request", "Body", chainBody),
		{Recv: "Response", Name: "JSON", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Response", Name: "XML", Results: []Expr{parseError()}, Fills: 1},
	},
		each(send, "Do", "Send"),
		each(body, "BodyString", "JSON", "XML"),
		harmless("Response", "Bytes", "Close", "String"),
		chained("Client", "AddCookie", "AddCookies", "AddHeader", "AddPath", "BaseURL", "CookieJar", "Method", "Param", "Params", "Path", "SetHeader", "SetHeaders", "URL", "Use",
			"UseContext", "UseError", "UseHandler", "UseParent", "UseRequest", "UseResponse"),
		chained("Request", "AddCookie", "AddCookies", "AddHeader", "AddPath", "AddQuery", "BaseURL", "Clone", "CookieJar", "DelHeader", "File", "Files", "Form", "Param", "Params", "Path",
			"SetHeader", "SetHeaders", "SetQuery", "SetQueryParams", "Type", "Use", "UseError", "UseHandler", "UseRequest", "UseResponse"),
	)
}

func openapiRows() []Row {
	return []Row{
		{Name: "New", Results: []Expr{made("Runtime", Member{"client", Expr{Op: OpMake, Name: "net/http.Client"}})}, Pure: true},
		{Name: "NewWithClient", Results: []Expr{made("Runtime", Member{"client", arg(3)})}, Pure: true},
		{Recv: "Runtime", Name: "Submit", Pure: true, Request: &Request{Client: arg(0), Message: with(arg(1), Member{MessageInto, below(arg(1), "Reader")}), Method: below(arg(1), "Method"), URL: below(arg(1), "PathPattern"), Response: -1, Checked: true, Read: true}},
	}
}
