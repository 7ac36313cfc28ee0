package httpmodel

import (
	"slices"
	"time"
)

// hashicorp/go-retryablehttp retries every method, POST too. Its default delay
// has no jitter, and is as long as a Retry-After says, however long that is.

func retryablehttpRetriers() []Retrier {
	return []Retrier{
		{
			Type: "Client", Inner: member("HTTPClient"),
			Attempts: member("RetryMax"), Plus: 1,
			If: member("CheckRetry"), One: true, Wait: member("Backoff"), Min: member("RetryWaitMin"), Cap: member("RetryWaitMax"),
			AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: member("ErrorHandler"),
			Jitter: Mend{Place: Behind, Text: "$client.Backoff = $pkg.RateLimitLinearJitterBackoff"}, // the one that looks at Retry-After
		},
		{Type: "RoundTripper", Base: member("Client")},
	}
}

func retryablehttpRows() []Row {
	again := when(Member{IfAny, or(statuses(429), whenServerMayAid(), whenError())})
	told := Member{DelayAfter, str(RetryAfterHonoured)}
	chance := Member{DelayJitter, boolean(true)}
	exponential := wait(DelayExponential, told)
	client := made("Client", Member{"RetryMax", status(4)}, Member{"RetryWaitMin", nanoseconds(time.Second)},
		Member{"RetryWaitMax", nanoseconds(30 * time.Second)}, Member{"CheckRetry", again}, Member{"Backoff", exponential},
		Member{"ErrorHandler", boolean(true)}) // without one, an error takes the place of the last response
	made := func(recv string, first int, client Expr) []Row {
		rows := verbs(recv, Request{Client: client, URL: arg(first)}, "Get", "Head")
		post := Request{Client: client, Method: str("POST"), URL: arg(first), Body: arg(first + 2)}
		form := post
		form.Body = encode(Unknown, arg(first+1))
		return append(rows, Row{Recv: recv, Name: "Post", Request: &post, Pure: true}, Row{Recv: recv, Name: "PostForm", Request: &form, Pure: true})
	}
	do := &Request{Client: arg(0), Message: arg(1)}
	return slices.Concat([]Row{
		{Name: "NewClient", Results: []Expr{client}, Pure: true},
		{Recv: "Client", Name: "Do", Request: do, Pure: true},
		{Recv: "Client", Name: "StandardClient", Results: []Expr{standardClient(Expr{Op: OpMake, Name: "RoundTripper", Members: []Member{{"Client", arg(0)}}})}, Pure: true},
		{Recv: "RoundTripper", Name: "RoundTrip", Request: do, Pure: true},
		{Name: "NewRequest", Results: []Expr{asked(arg(0), arg(1), arg(2))}, Pure: true},
		{Name: "NewRequestWithContext", Results: []Expr{asked(arg(1), arg(2), arg(3))}, Pure: true},
		{Name: "FromRequest", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Request", Name: "WithContext", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Request", Name: "SetBody", Sets: []Member{{MessageBody, arg(1)}}},

		{Name: "PassthroughErrorHandler", Is: boolean(false), Pure: true},
		{Name: "DefaultRetryPolicy", Is: again, Pure: true},
		{Name: "ErrorPropagatedRetryPolicy", Is: again, Pure: true},
		{Name: "DefaultBackoff", Is: exponential, Pure: true},
		{Name: "LinearJitterBackoff", Is: wait(DelayLinear, chance), Pure: true},
		{Name: "RateLimitLinearJitterBackoff", Is: wait(DelayLinear, chance, told), Pure: true},
	},
		made("", 0, client), // one of its own, which nobody configures
		made("Client", 1, arg(0)),
		harmless("Request", "BodyBytes", "SetResponseHandler"),
	)
}
