package httpmodel

import "slices"

// The client of net/http. It never sends a request again because of a status:
// only on a connection that was reused and broke, and only where the method is
// idempotent and the body can be sent again.

// netHTTPClient returns the rows of what makes requests and sends them.
func netHTTPClient() []Row {
	// Do and RoundTrip are given the message; the others make it themselves.
	do := &Request{Client: arg(0), Message: arg(1)}
	made := func(first int, client Expr) []Row {
		url, body := arg(first), arg(first+2)
		return []Row{
			{Name: "Get", Request: &Request{Client: client, Method: str("GET"), URL: url}, Pure: true},
			{Name: "Head", Request: &Request{Client: client, Method: str("HEAD"), URL: url}, Pure: true},
			{Name: "Post", Request: &Request{Client: client, Method: str("POST"), URL: url, Body: body}, Pure: true},
			{Name: "PostForm", Request: &Request{Client: client, Method: str("POST"), URL: url, Body: encode(Unknown, arg(first+1))}, Pure: true},
		}
	}
	methods := made(1, arg(0))
	for i := range methods {
		methods[i].Recv = "Client"
	}
	return slices.Concat([]Row{
		{Name: "NewRequest", Results: []Expr{asked(arg(0), arg(1), arg(2))}, Pure: true},
		{Name: "NewRequestWithContext", Results: []Expr{asked(arg(1), arg(2), arg(3), Member{"ctx", arg(0)})}, Pure: true},
		{Recv: "Client", Name: "Do", Request: do, Pure: true},
		{Recv: "RoundTripper", Name: "RoundTrip", Request: do, Pure: true},
		{Recv: "Transport", Name: "RoundTrip", Request: do, Pure: true},
	},
		made(0, variable("DefaultClient")),
		methods,
		harmless("Client", "CloseIdleConnections"),
		harmless("Transport", "Clone", "CloseIdleConnections"),
	)
}

func netHTTPRetriers() []Retrier {
	return []Retrier{
		{Type: "Client", Inner: member("Transport")},
		{Type: "Transport"},
	}
}

func netHTTPReplies() []Reply {
	return []Reply{{Type: "Response", Status: []Expr{member("StatusCode"), member("Status")}, Body: []Expr{member("Body")}}}
}

// The program may put others there, or set their fields: who does so does it for
// all of its packages.
func netHTTPDefaults() []Sentinel {
	return []Sentinel{{Name: "DefaultClient", Value: made("Client")}, {Name: "DefaultTransport", Value: made("Transport")}}
}
