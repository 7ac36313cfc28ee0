package httpmodel

import "slices"

// gojek/heimdall retries errors and statuses from 500 on, never a 429, and
// sleeps whatever the request's context says, after the last attempt too.

const heimdallPkg = "github.com/gojek/heimdall/v7"

func heimdallRetriers() []Retrier {
	return []Retrier{{
		Type: "Client", Inner: member("client"), Attempts: member("retryCount"), Plus: 1,
		If: or(whenError(), whenServerFails()), Wait: member("retrier"), RetryAfter: str(RetryAfterIgnored),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(false), Exhausted: boolean(false),
	}}
}

var heimdallVerbs = []string{"Delete", "Get"}

func heimdallRows() []Row {
	first, jitter := Member{DelayMin, arg(0)}, func(i int) Member { return Member{DelayJitter, arg(i)} }
	return append(heimdallMethods(),
		Row{Name: "NewRetrier", Results: []Expr{arg(0)}, Pure: true},
		Row{Name: "NewNoRetrier", Results: []Expr{wait(DelayNone)}, Pure: true},
		Row{Name: "NewConstantBackoff", Results: []Expr{wait(DelayConstant, first, jitter(1))}, Pure: true},
		Row{Name: "NewExponentialBackoff", Results: []Expr{wait(DelayExponential, first, Member{DelayCap, arg(1)}, jitter(3))}, Pure: true})
}

// heimdallClient returns the rows of both clients, which differ in the circuit
// breaker alone.
func heimdallClient() []Row {
	client := options(0, made("Client", Member{"retrier", wait(DelayNone)}))
	return slices.Concat([]Row{
		{Name: "NewClient", Results: []Expr{client}, Pure: true},
		{Name: "WithRetryCount", Results: []Expr{option(Member{"retryCount", arg(0)})}, Pure: true},
		{Name: "WithRetrier", Results: []Expr{option(Member{"retrier", arg(0)})}, Pure: true},
		{Name: "WithHTTPClient", Results: []Expr{option(Member{"client", arg(0)})}, Pure: true},
		{Name: "WithHTTPTimeout", Results: []Expr{option()}, Pure: true},
	},
		heimdallMethods())
}

// heimdallMethods returns the rows of a client's methods, an interface's too.
func heimdallMethods() []Row {
	send := Request{Client: arg(0), URL: arg(1)}
	rows := append(verbs("Client", send, heimdallVerbs...), Row{Recv: "Client", Name: "Do", Request: &Request{Client: arg(0), Message: arg(1)}, Pure: true})
	send.Body = arg(2)
	return slices.Concat(rows, verbs("Client", send, "Patch", "Post", "Put"), harmless("Client", "AddPlugin"))
}
