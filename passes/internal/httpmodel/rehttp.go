package httpmodel

import "slices"

// PuerkitoBio/rehttp retries what it is told to, for ever if no condition counts.

func rehttpRetriers() []Retrier {
	return []Retrier{{
		Type: "Transport", Inner: member("RoundTripper"),
		Attempts: status(0), Unlimited: ZeroUnlimited,
		If: member("retry"), One: true, Wait: member("delay"), RetryAfter: str(RetryAfterIgnored),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: boolean(false),
	}}
}

func rehttpRows() []Row {
	condition := func(name string, members ...Member) Row {
		return Row{Name: name, Results: []Expr{when(members...)}, Pure: true}
	}
	jitter := wait(DelayExponential, Member{DelayMin, arg(0)}, Member{DelayCap, arg(1)}, Member{DelayJitter, boolean(true)})
	return slices.Concat([]Row{
		{Name: "NewTransport", Results: []Expr{made("Transport", Member{"RoundTripper", arg(0)}, Member{"retry", arg(1)}, Member{"delay", arg(2)})}, Pure: true},
		{Recv: "Transport", Name: "RoundTrip", Request: &Request{Client: arg(0), Message: arg(1)}, Pure: true},
		condition("RetryAny", Member{IfAny, list(0)}),
		condition("RetryAll", Member{IfAll, list(0)}),
		condition("RetryMaxRetries", Member{IfRetries, arg(0)}),
		condition("RetryStatuses", Member{IfStatus, list(0)}),
		condition("RetryStatusInterval", Member{IfFrom, arg(0)}, Member{IfBelow, arg(1)}),
		condition("RetryHTTPMethods", Member{IfMethod, list(0)}),
		condition("RetryTimeoutErr", Member{IfError, undecided()}),
		condition("RetryTemporaryErr", Member{IfError, undecided()}),
		// It is asked about an error that may be nil, and may say yes.
		condition("RetryIsErr", Member{IfAny, arg(0)}),
		{Name: "ConstDelay", Results: []Expr{wait(DelayConstant, Member{DelayMin, arg(0)})}, Pure: true},
		{Name: "ExpJitterDelay", Results: []Expr{jitter}, Pure: true},
		{Name: "ExpJitterDelayWithRand", Results: []Expr{jitter}, Pure: true},
	})
}
