package httpmodel

import "slices"

// failsafe-go waits not at all between attempts until it is told to.

const (
	failsafehttpPkg = "github.com/failsafe-go/failsafe-go/failsafehttp"
	retrypolicyPkg  = "github.com/failsafe-go/failsafe-go/retrypolicy"
)

func retrypolicyRetriers() []Retrier {
	return []Retrier{{
		Type: "config", Attempts: member("maxRetries"), Plus: 1, Unlimited: NegativeUnlimited, Elapsed: member("maxDuration"),
		If: member("handle"), Unless: whenError(),
		Wait: made("", Member{DelayShape, member("form")}, Member{DelayMin, member("delay")}, Member{DelayCap, member("maxDelay")},
			Member{DelayJitter, member("jitter")}, Member{DelayAfter, member("after")}),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: member("exceeded"),
		Bound:  Mend{Place: InChain, Text: "WithMaxRetries($retries)"},
		Grow:   Mend{Place: InChain, Text: "WithBackoff(500*$time.Millisecond, 10*$time.Second).WithJitterFactor(0.25)"},
		Jitter: Mend{Place: InChain, Text: "WithJitterFactor(0.25)"},
	}}
}

func failsafehttpRetriers() []Retrier {
	return []Retrier{
		{Type: "roundTripper", Base: member("policies"), Inner: member("next")},
		{Type: "Request", Base: member("policies"), Inner: member("client")},
	}
}

func failsafehttpRows() []Row {
	policies := func(i int) Member { return Member{"policies", list(i)} }
	return []Row{
		{Name: "NewRetryPolicyBuilder", Results: []Expr{made(retrypolicyPkg+".config", Member{"maxRetries", status(2)},
			Member{"handle", when(Member{IfAny, or(statuses(429), whenServerMayAid(), whenError())})},
			Member{"form", str(DelayNone)}, Member{"after", str(RetryAfterHonoured)}, Member{"exceeded", boolean(true)})}, Pure: true},
		{Name: "NewRoundTripper", Results: []Expr{made("roundTripper", Member{"next", arg(0)}, policies(1))}, Pure: true},
		{Name: "NewRequest", Results: []Expr{made("Request", Member{"request", arg(0)}, Member{"client", arg(1)}, policies(2))}, Pure: true},
		{Recv: "Request", Name: "Do", Request: &Request{Client: arg(0), Message: member("request")}, Pure: true},
	}
}

func retrypolicyRows() []Row {
	set := func(name string, members ...Member) Row {
		return Row{Recv: "Builder", Name: name, Results: []Expr{with(arg(0), members...)}, Pure: true}
	}
	delay, cap := Member{"delay", arg(1)}, Member{"maxDelay", arg(2)}
	form := func(f string) Member { return Member{"form", str(f)} }
	base := made("config", Member{"maxRetries", status(2)}, form(DelayNone), Member{"exceeded", boolean(true)})
	return slices.Concat([]Row{
		{Name: "NewBuilder", Results: []Expr{base}, Pure: true},
		{Name: "NewWithDefaults", Results: []Expr{base}, Pure: true},
		{Recv: "Builder", Name: "Build", Results: []Expr{arg(0)}, Pure: true},
		set("WithMaxRetries", Member{"maxRetries", arg(1)}),
		set("WithMaxAttempts", Member{"maxRetries", undecided()}),
		set("WithMaxDuration", Member{"maxDuration", arg(1)}),
		set("WithDelay", delay, form(DelayConstant)),
		set("WithBackoff", delay, cap, form(DelayExponential)),
		set("WithBackoffFactor", delay, cap, form(DelayExponential)),
		set("WithRandomDelay", delay, cap, form(DelayConstant), Member{"jitter", boolean(true)}),
		set("WithDelayFunc", Member{"form", undecided()}, Member{"after", undecided()}),
		set("WithJitter", Member{"jitter", arg(1)}),
		set("WithJitterFactor", Member{"jitter", arg(1)}),
		set("HandleIf", Member{"handle", or(member("handle"), arg(1))}),
		set("HandleErrors", Member{"handle", or(member("handle"), whenError())}),
		set("HandleErrorTypes", Member{"handle", or(member("handle"), whenError())}),
		set("ReturnLastFailure", Member{"exceeded", boolean(false)}),
		// They take something away from what is retried.
		set("AbortIf", Member{"handle", undecided()}),
		set("AbortOnResult", Member{"handle", undecided()}),
		set("HandleResult", Member{"handle", undecided()}),
	},
		each(Row{Recv: "Builder", Results: []Expr{arg(0)}, Pure: true}, "AbortOnErrors", "AbortOnErrorTypes", "OnAbort", "OnFailure", "OnRetriesExceeded",
			"OnRetry", "OnRetryScheduled", "OnSuccess", "WithBudget"),
	)
}
