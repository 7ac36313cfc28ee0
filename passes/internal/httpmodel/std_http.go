package httpmodel

import "slices"

// net/http and the packages below it.

const plainCT = "text/plain; charset=utf-8"

func netHTTP() []Row {
	// A file is missing (404), may not be read (403), is a directory (301), or
	// the URL holds ".." (400); the rest is ServeContent's.
	file := []int{200, 206, 301, 304, 400, 403, 404, 412, 416, 500}
	return slices.Concat([]Row{
		{Recv: "ResponseWriter", Name: "Header", Results: []Expr{{Op: OpHeader, Arg: 0}}, Pure: true},
		{Recv: "ResponseWriter", Name: "WriteHeader", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
		{Recv: "ResponseWriter", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Flusher", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
		{Recv: "Hijacker", Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},
		{Recv: "Pusher", Name: "Push", Pure: true},

		// A controller stands for its writer.
		{Name: "NewResponseController", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "ResponseController", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
		{Recv: "ResponseController", Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},
		{Recv: "ResponseController", Name: "SetReadDeadline", Pure: true},
		{Recv: "ResponseController", Name: "SetWriteDeadline", Pure: true},
		{Recv: "ResponseController", Name: "EnableFullDuplex", Pure: true},

		// Error deletes Content-Length, forces text/plain and nosniff, and does not end the handler.
		{Name: "Error", Response: &Response{Kind: Complete, Writer: 0, Status: arg(2), Body: arg(1), ContentType: plainCT, Error: true}},
		{Name: "NotFound", Response: &Response{Kind: Complete, Writer: 0, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}},
		// Redirect writes a short HTML body for GET, unless a Content-Type is set.
		{Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(3), Key: str("Location"), Value: arg(2)}},
		// 206, 304, 412 and 416 depend on the request's headers; 500 is a content that cannot seek.
		{Name: "ServeContent", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 304, 412, 416, 500}}},
		{Name: "ServeFile", Response: &Response{Kind: Serve, Writer: 0, Implied: file}},
		{Name: "ServeFileFS", Response: &Response{Kind: Serve, Writer: 0, Implied: file}},
		// The one header call that is given the writer itself.
		{Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},

		// The wire form of a message: rarely written to a client, but then its headers are body.
		{Recv: "Header", Name: "Write", Response: &Response{Kind: Body, Writer: 1}},
		{Recv: "Header", Name: "WriteSubset", Response: &Response{Kind: Body, Writer: 1}},
		{Recv: "Request", Name: "Write", Response: &Response{Kind: Body, Writer: 1}},
		{Recv: "Response", Name: "Write", Response: &Response{Kind: Body, Writer: 1}},

		// MaxBytesReader does not answer 413: it makes reads fail.
		{Name: "MaxBytesReader", Results: []Expr{arg(1)}, Pure: true},
		{Name: "StatusText", Results: []Expr{{Op: OpStatusText, Args: []Expr{arg(0)}}}, Pure: true},
		{Name: "DetectContentType", Results: []Expr{plain()}, Pure: true},

		// What travels in the request's context travels with the copy.
		{Recv: "Request", Name: "WithContext", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Request", Name: "Clone", Results: []Expr{arg(0)}, Pure: true}, // its header is another one, its body is not
		{Recv: "Request", Name: "FormValue", Results: []Expr{plain()}, Pure: true},
		{Recv: "Request", Name: "PostFormValue", Results: []Expr{plain()}, Pure: true},
		{Recv: "Request", Name: "ParseForm", Results: []Expr{parseError()}, Pure: true},
		{Recv: "Request", Name: "ParseMultipartForm", Results: []Expr{parseError()}, Pure: true},
		{Recv: "Request", Name: "FormFile", Results: []Expr{{}, {}, parseError()}, Pure: true},
		{Recv: "Request", Name: "MultipartReader", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Request", Name: "Cookie", Results: []Expr{{}, noCookie()}, Pure: true},
	},
		headerMap("Header"),
		harmless("Request", "AddCookie", "BasicAuth", "Context", "Cookies", "CookiesNamed", "PathValue", "Referer", "SetBasicAuth",
			"SetPathValue", "UserAgent"),
		harmless("Response", "Cookies", "Location"),
		harmless("Cookie", "String", "Valid"),
		netHTTPHandlers(),
		// They keep the handlers that they are given, and run none.
		harmless("", "Handle", "HandleFunc"),
		// A handler around another stands for it.
		each(Row{Results: []Expr{arg(0)}, Pure: true}, "AllowQuerySemicolons", "MaxBytesHandler"),
		harmless("ServeMux", "Handle", "HandleFunc"),
		harmless("", "NewCrossOriginProtection"),
		harmless("CrossOriginProtection", "AddInsecureBypassPattern", "AddTrustedOrigin", "SetDenyHandler"),
		netHTTPClient(),
		harmless("CloseNotifier", "CloseNotify"),
	)
}

// netHTTPHandlers returns the rows of what makes a handler that answers of its
// own accord. That of StripPrefix, TimeoutHandler and a mux also runs others.
func netHTTPHandlers() []Row {
	missing := Response{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}
	notAllowed := Response{Kind: Complete, Status: status(405), Body: str("Method Not Allowed"), ContentType: plainCT, Key: str("Allow")}
	crossOrigin := Response{Kind: Complete, Status: status(403), Body: plain(), ContentType: plainCT}
	// It cleans the path, so there is no 400 as ServeFile has.
	files := []Response{{Kind: Serve, Implied: []int{200, 206, 301, 304, 403, 404, 412, 416, 500}}}
	return []Row{
		{Name: "FileServer", OwnResponses: files, Pure: true},
		{Name: "FileServerFS", OwnResponses: files, Pure: true},
		{Name: "NewServeMux", OwnResponses: []Response{missing, notAllowed}, Pure: true},
		{Name: "NotFoundHandler", OwnResponses: []Response{missing}, Pure: true},
		{Name: "RedirectHandler", OwnResponses: []Response{{Kind: Redirect, Status: arg(1), Key: str("Location"), Value: arg(0)}}, Pure: true},
		{Name: "StripPrefix", Results: []Expr{arg(1)}, OwnResponses: []Response{missing}, Pure: true},
		// It refuses before the handler runs, in words of its own, or as SetDenyHandler's does.
		{Recv: "CrossOriginProtection", Name: "Handler", Results: []Expr{arg(1)}, OwnResponses: []Response{crossOrigin}, Pure: true},
		{Recv: "CrossOriginProtection", Name: "Check", Results: []Expr{newError(plain())}, Pure: true},
		// The body is sniffed; without a message it is a page.
		{Name: "TimeoutHandler", Results: []Expr{arg(0)}, OwnResponses: []Response{{Kind: Complete, Status: status(503), Body: arg(2)}}, Pure: true},
	}
}

// noCookie returns the only error that reading a cookie gives.
func noCookie() Expr { return or(null(), newError(str("http: named cookie not present"))) }

// headerMap returns the rows of a type that is a map of header fields.
func headerMap(recv string) []Row {
	return []Row{
		{Recv: recv, Name: "Set", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: recv, Name: "Add", Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: recv, Name: "Del", Response: &Response{Kind: DelHeader, Writer: 0, Key: arg(1)}},
		{Recv: recv, Name: "Get", Results: []Expr{plain()}, Pure: true},
		{Recv: recv, Name: "Values", Results: []Expr{plain()}, Pure: true},
	}
}

// netURLLater returns what package net/url has since Go 1.27.
func netURLLater() []Row {
	return []Row{
		{Recv: "URL", Name: "Clone", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Values", Name: "Clone", Pure: true},
	}
}

func netHTTPCGI() []Row {
	return []Row{
		// What the script answers comes on top: chunked requests get 400, a script that does not run 500.
		{Recv: "Handler", Name: "ServeHTTP", Response: &Response{Kind: Serve, Writer: 1, Implied: []int{400, 500}}},
	}
}

func netHTTPUtil() []Row {
	return []Row{
		// The upstream's answer comes on top: 502 and no body is for one that cannot be reached.
		{Recv: "ReverseProxy", Name: "ServeHTTP", Response: &Response{Kind: Serve, Writer: 1, Implied: []int{502}}},
		{Name: "NewSingleHostReverseProxy", OwnResponses: []Response{{Kind: Status, Status: status(502)}}, Pure: true},
		{Name: "NewChunkedWriter", Results: []Expr{arg(0)}, Pure: true},
		{Name: "DumpRequest", Pure: true},
		{Name: "DumpRequestOut", Pure: true},
		{Name: "DumpResponse", Pure: true},
	}
}

func netHTTPPprof() []Row {
	return []Row{
		{Name: "Cmdline", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200}}},
		// 408 and 500 are for a profile over ?seconds= whose request ends before.
		{Name: "Index", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 400, 404, 408, 500}}},
		{Name: "Profile", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 500}}},
		{Name: "Symbol", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200}}},
		{Name: "Trace", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 500}}},
	}
}

func netRPC() []Row {
	return []Row{
		// CONNECT takes the connection over; every other method gets 405.
		{Recv: "Server", Name: "ServeHTTP", Response: &Response{Kind: Serve, Writer: 1, Implied: []int{405}}},
	}
}

func netURL() []Row {
	return slices.Concat([]Row{
		{Name: "PathEscape", Results: []Expr{join(arg(0))}, Pure: true},
		{Name: "PathUnescape", Results: []Expr{join(arg(0)), parseError()}, Pure: true},
		{Name: "QueryEscape", Results: []Expr{join(arg(0))}, Pure: true},
		{Name: "QueryUnescape", Results: []Expr{join(arg(0)), parseError()}, Pure: true},
		// No header, but kept in the same way: so text that is put into the query
		// of a redirect is found in its URL.
		{Recv: "Values", Name: "Set", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: "Values", Name: "Add", Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		{Recv: "Values", Name: "Del", Response: &Response{Kind: DelHeader, Writer: 0, Key: arg(1)}},
		{Recv: "Values", Name: "Get", Results: []Expr{plain()}, Pure: true},
	},
		harmless("Values", "Encode", "Has"),
		harmless("URL", "EscapedPath", "Hostname", "IsAbs", "JoinPath", "Port", "Query", "Redacted", "RequestURI",
			"ResolveReference", "String"),
	)
}
