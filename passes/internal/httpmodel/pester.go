package httpmodel

import (
	"slices"
	"time"
)

// sethgrid/pester sends a request three times at most, after errors and statuses from
// 500 on, a 429 only if it is told to, always after a second. The rows are those of
// version 1.2.

const pesterPkg = "github.com/sethgrid/pester"

func pesterRetriers() []Retrier {
	return []Retrier{{
		Type: "Client", Inner: or(member("hc"), member("Transport")), Attempts: member("MaxRetries"), // the first one counted
		If: or(whenError(), whenServerFails(), when(Member{IfAll, or(statuses(429), when(Member{IfTold, member("RetryOnHTTP429")}))})), Wait: member("Backoff"), RetryAfter: str(RetryAfterIgnored),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: boolean(false),
		Grow: pesterGrow, Jitter: pesterGrow,
	}}
}

var pesterGrow = Mend{Place: Behind, Text: "$client.Backoff = $pkg.ExponentialJitterBackoff"}

// pesterNew is a client as the package makes it; the program may change the one that
// it is copied from.
func pesterNew(more ...Member) Expr {
	return made("Client", append([]Member{{"MaxRetries", status(3)}, {"Backoff", pesterSecond()}}, more...)...)
}

func pesterSecond() Expr {
	return wait(DelayConstant, Member{DelayMin, nanoseconds(time.Second)})
}

func pesterDefaults() []Sentinel {
	return []Sentinel{{Name: "DefaultClient", Value: pesterNew()}}
}

func pesterRows() []Row {
	// A function of the package makes a client for each request.
	sends := func(recv string, first int, client Expr) []Row {
		url, body := arg(first), arg(first+2)
		rows := verbs(recv, Request{Client: client, URL: url}, "Get", "Head")
		return append(append(rows, verbs(recv, Request{Client: client, URL: url, Body: body}, "Post")...),
			Row{Recv: recv, Name: "PostForm", Request: &Request{Client: client, Method: str("POST"), URL: url, Body: encode(Unknown, arg(first+1))}, Pure: true},
			Row{Recv: recv, Name: "Do", Request: &Request{Client: client, Message: url}, Pure: true})
	}
	chance := Member{DelayJitter, boolean(true)}
	return slices.Concat([]Row{
		{Name: "New", Results: []Expr{pesterNew()}, Pure: true},
		{Name: "NewExtendedClient", Results: []Expr{pesterNew(Member{"hc", arg(0)})}, Pure: true},
		{Recv: "Client", Name: "EmbedHTTPClient", Sets: []Member{{"hc", arg(1)}}},
		{Recv: "Client", Name: "SetRetryOnHTTP429", Sets: []Member{{"RetryOnHTTP429", arg(1)}}},
		{Name: "DefaultBackoff", Is: pesterSecond(), Pure: true},
		{Name: "LinearBackoff", Is: wait(DelayLinear, Member{DelayMin, nanoseconds(time.Second)}), Pure: true},
		{Name: "LinearJitterBackoff", Is: wait(DelayLinear, chance), Pure: true},
		{Name: "ExponentialBackoff", Is: wait(DelayExponential, Member{DelayMin, nanoseconds(2 * time.Second)}), Pure: true},
		{Name: "ExponentialJitterBackoff", Is: wait(DelayExponential, chance), Pure: true},
	},
		sends("", 0, pesterNew()),
		sends("Client", 1, arg(0)),
		harmless("Client", "FormatError", "LogErrCount", "LogString", "Wait"),
	)
}
