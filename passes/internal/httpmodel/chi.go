package httpmodel

import "slices"

// github.com/go-chi: chi, its middleware, render and httprate. What it leaves
// out, and why: ServeHTTP, Use, With, Route, Group and Chain run code that the
// caller chose; so do httprate's RespondOnLimit and OnLimit, at times.
func chi() []table {
	return []table{
		{pkg: "github.com/go-chi/chi/v5", rows: chiRows, overrides: []Override{
			{"Mux", "NotFound", 404}, {"Mux", "MethodNotAllowed", 405}, {"Router", "NotFound", 404}, {"Router", "MethodNotAllowed", 405},
		}},
		{pkg: "github.com/go-chi/chi/v5/middleware", rows: chiMiddleware, contexts: []Context{{Type: "WrapResponseWriter"}}},
		{pkg: "github.com/go-chi/httprate", rows: chiRate, overrides: []Override{{Name: "WithErrorHandler"}, {Name: "WithLimitHandler"}}},
		{pkg: "github.com/go-chi/render", rows: chiRender, overrides: []Override{{Name: "Respond"}}, form: renderForm},
	}
}

func chiRows() []Row {
	missing := []Response{
		{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT},
		{Kind: Status, Status: status(405), Key: str("Allow")},
	}
	methods := []string{"Connect", "Delete", "Get", "Handle", "HandleFunc", "Head", "Method", "MethodFunc", "MethodNotAllowed",
		"Mount", "NotFound", "Options", "Patch", "Post", "Put", "Trace"}
	read := Row{Results: []Expr{plain()}, Pure: true}
	ctx := read
	ctx.Recv = "Context"
	return slices.Concat([]Row{
		{Name: "NewMux", OwnResponses: missing, Pure: true},
		{Name: "NewRouter", OwnResponses: missing, Pure: true},
	},
		each(read, "URLParam", "URLParamFromCtx"),
		each(ctx, "RoutePattern", "URLParam"),
		harmless("", "NewRouteContext", "RouteContext"),
		harmless("Mux", methods...),
		harmless("Router", methods...),
	)
}

func chiMiddleware() []Row {
	answers := func(name string, rs ...Response) Row { return Row{Name: name, OwnResponses: rs, Pure: true} }
	unsupported := Response{Kind: Status, Status: status(415)}
	busy := Response{Kind: Complete, Status: status(429), Body: str("Server capacity exceeded."), ContentType: plainCT}
	return slices.Concat([]Row{
		answers("AllowContentEncoding", unsupported),
		answers("AllowContentType", unsupported),
		answers("BasicAuth", Response{Kind: Status, Status: status(401), Key: str("WWW-Authenticate")}),
		answers("ContentCharset", unsupported),
		answers("Heartbeat", Response{Kind: Complete, Status: status(200), Body: str("."), ContentType: "text/plain"}),
		answers("Recoverer", Response{Kind: Status, Status: status(500)}),
		answers("RedirectSlashes", Response{Kind: Redirect, Status: status(301), Key: str("Location")}),
		answers("StripPrefix", Response{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}),
		answers("Throttle", busy),
		answers("ThrottleBacklog", busy),
		// It sends that when the handler returns, if its time is over and nothing was sent.
		answers("Timeout", Response{Kind: Status, Status: status(504)}),

		{Name: "NewWrapResponseWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "WrapResponseWriter", Name: "Status", Results: []Expr{kept(0)}, Pure: true}, // 0 while none is sent
		{Recv: "WrapResponseWriter", Name: "Unwrap", Results: []Expr{arg(0)}, Pure: true},
	},
		// Who discards what is written sends what was written to the tee instead.
		harmless("WrapResponseWriter", "BytesWritten", "Discard", "Tee"),
		harmless("", "CleanPath", "Compress", "GetHead", "GetLogEntry", "GetReqID", "Logger", "Maybe", "NewCompressor", "NextRequestID",
			"NoCache", "PageRoute", "PathRewrite", "Profiler", "RealIP", "RequestID", "RequestLogger", "RequestSize", "RouteHeaders",
			"SetHeader", "StripSlashes", "Sunset", "SupressNotFound", "ThrottleWithOpts", "URLFormat", "WithLogEntry", "WithValue"),
	)
}

func chiRate() []Row {
	limited := Response{Kind: Complete, Status: status(429), Body: str("Too Many Requests"), ContentType: plainCT, Key: str("Retry-After")}
	// The text of whatever the key function or the counter says.
	failed := Response{Kind: Complete, Status: status(428), Body: text(foreign()), ContentType: plainCT}
	return slices.Concat([]Row{
		{Name: "Limit", OwnResponses: []Response{limited, failed}, Pure: true},
		{Recv: "RateLimiter", Name: "Handler", OwnResponses: []Response{limited, failed}, Pure: true},
	},
		each(Row{OwnResponses: []Response{limited}, Pure: true}, "LimitAll", "LimitByIP", "LimitByRealIP"),
		harmless("", "Key", "KeyByEndpoint", "KeyByIP", "KeyByRealIP", "NewRateLimiter", "WithErrorHandler", "WithKeyByIP",
			"WithKeyByRealIP", "WithKeyFuncs", "WithLimitCounter", "WithLimitHandler", "WithNoop", "WithResponseHeaders"),
	)
}

// chiRender returns the rows of render. The status travels in the request.
func chiRender() []Row {
	answer := func(name, contentType string, body Expr) Row {
		return Row{Name: name, Response: &Response{Kind: Complete, Writer: 0, Status: kept(1), Body: body, ContentType: contentType}}
	}
	// XML where the request's Accept header names it first.
	// Respond is a variable, through which they all go, and which problems are a reason to set.
	accepted := func(name string) Row {
		row := answer(name, "application/json", encode(JSON, arg(2)))
		row.Response.Replaced = true
		return row
	}
	rendered := accepted("Render")
	rendered.Runs = &Run{Recv: 2, Method: "Render", Args: []int{0, 1}}
	return slices.Concat([]Row{
		{Name: "Status", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		answer("JSON", "application/json", encode(JSON, arg(2))),
		answer("XML", "application/xml; charset=utf-8", encode(XML, arg(2))),
		answer("HTML", "text/html; charset=utf-8", arg(2)),
		answer("PlainText", plainCT, arg(2)),
		answer("Data", "application/octet-stream", arg(2)),
		{Name: "NoContent", Response: &Response{Kind: Status, Writer: 0, Status: status(204)}},
		answer("DefaultResponder", "application/json", encode(JSON, arg(2))),
		accepted("Respond"),
		rendered,
		accepted("RenderList"), // what its elements' Render methods do is left out
		// The value's own Bind method may refuse it as well.
		{Name: "Bind", Fills: 1, Results: []Expr{parseError()}},
	},
		each(Row{Fills: 1, Results: []Expr{parseError()}}, "Decode", "DecodeForm", "DecodeJSON", "DecodeXML", "DefaultDecoder"),
		harmless("", "GetAcceptedContentType", "GetContentType", "GetRequestContentType", "SetContentType"),
	)
}
