package httpmodel

// googleapis/gax-go runs a call again whose error carries a status that is
// listed: googleapi.Error, not a response.

func gaxRetriers() []Retrier {
	return []Retrier{
		{Type: "CallSettings", Base: member("Retry")},
		{
			Type: "httpRetryer", Attempts: status(0), Unlimited: ZeroUnlimited, If: when(Member{IfStatus, member("codes")}),
			Wait: member("backoff"), RetryAfter: str(RetryAfterIgnored), AnyMethod: boolean(true), Rewinds: undecided(), Context: boolean(true),
		},
		{Type: "Backoff", Wait: wait(DelayExponential, Member{DelayJitter, boolean(true)}, Member{DelayMin, member("Initial")}, Member{DelayCap, member("Max")})},
	}
}

func gaxRows() []Row {
	return []Row{
		{Name: "Invoke", Retry: &Retry{Op: arg(1), Context: arg(0), Policy: options(2, made("CallSettings"))}},
		{Name: "WithRetry", Results: []Expr{option(Member{"Retry", arg(0)})}, Pure: true},
		{Name: "WithTimeout", Results: []Expr{option()}, Pure: true},
		{Name: "WithPath", Results: []Expr{option()}, Pure: true},
		{Name: "OnHTTPCodes", Results: []Expr{made("httpRetryer", Member{"backoff", arg(0)}, Member{"codes", list(1)})}, Pure: true},
		{Name: "Sleep", Pure: true},
	}
}
