package httpmodel

import (
	"slices"
	"time"
)

// cenkalti/backoff runs a function again after any error but a permanent one: an
// answer is never seen. A delay is a value that changes as it is used; version 4
// keeps in it when to stop, too.

func backoffExponential() Expr {
	return wait(DelayExponential, Member{DelayMin, member("InitialInterval")}, Member{DelayCap, member("MaxInterval")},
		Member{DelayJitter, member("RandomizationFactor")})
}

// backoffRetriers returns what both versions have in common, which says nothing
// of when to stop; bound tells them, and grow is what waits for longer each time.
func backoffRetriers(exponential Retrier, bound Mend, grow string) []Retrier {
	endless := Retrier{Attempts: status(0), Unlimited: ZeroUnlimited, If: whenError(), RetryAfter: str(RetryAfterIgnored), AnyMethod: boolean(true), Rewinds: undecided(), Bound: bound}
	kind := func(typ string, wait Expr) Retrier {
		r := endless
		r.Type, r.Wait = typ, wait
		return r
	}
	exponential.Type, exponential.Wait, exponential.RetryAfter, exponential.Rewinds = "ExponentialBackOff", backoffExponential(), endless.RetryAfter, endless.Rewinds
	exponential.Attempts, exponential.Unlimited, exponential.If, exponential.AnyMethod = endless.Attempts, endless.Unlimited, endless.If, endless.AnyMethod
	exponential.Bound = bound
	constant := kind("ConstantBackOff", wait(DelayConstant, Member{DelayMin, member("Interval")}))
	constant.Grow = Mend{Place: Instead, Text: grow}
	return []Retrier{
		exponential,
		constant,
		kind("ZeroBackOff", wait(DelayNone)),
		{Type: "StopBackOff"},
	}
}

func backoff4Retriers() []Retrier {
	return append(backoffRetriers(Retrier{Elapsed: member("MaxElapsedTime")}, Mend{Place: Around, Text: "$pkg.WithMaxRetries($expr, $retries)"},
		"$pkg.NewExponentialBackOff($pkg.WithInitialInterval($args))"),
		Retrier{Type: "backOffTries", Base: member("delegate"), Attempts: member("maxTries"), Plus: 1},
		Retrier{Type: "backOffContext", Base: member("BackOff"), Context: boolean(true)})
}

func backoffDefaults(more ...Member) []Member {
	return append([]Member{{"InitialInterval", nanoseconds(500 * time.Millisecond)}, {"MaxInterval", nanoseconds(time.Minute)},
		{"RandomizationFactor", boolean(true)}}, more...)
}

func backoff4() []Row {
	set := func(name, member string) Row {
		return Row{Name: name, Results: []Expr{option(Member{member, arg(0)})}, Pure: true}
	}
	retry := Row{Retry: &Retry{Op: arg(0), Policy: arg(1)}}
	return slices.Concat([]Row{
		{Name: "NewExponentialBackOff", Results: []Expr{options(0, made("ExponentialBackOff",
			backoffDefaults(Member{"MaxElapsedTime", nanoseconds(15 * time.Minute)})...))}, Pure: true},
		set("WithInitialInterval", "InitialInterval"),
		set("WithRandomizationFactor", "RandomizationFactor"),
		set("WithMaxInterval", "MaxInterval"),
		set("WithMaxElapsedTime", "MaxElapsedTime"),
		set("WithMultiplier", "Multiplier"),
		{Name: "NewConstantBackOff", Results: []Expr{made("ConstantBackOff", Member{"Interval", arg(0)})}, Pure: true},
		{Name: "WithMaxRetries", Results: []Expr{made("backOffTries", Member{"delegate", arg(0)}, Member{"maxTries", arg(1)})}, Pure: true},
		{Name: "WithContext", Results: []Expr{made("backOffContext", Member{"BackOff", arg(0)})}, Pure: true},
		{Name: "Permanent", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
	},
		each(retry, "Retry", "RetryNotify", "RetryNotifyWithData", "RetryNotifyWithTimer", "RetryNotifyWithTimerAndData", "RetryWithData"),
		harmless("ExponentialBackOff", "NextBackOff", "Reset"),
		harmless("BackOff", "NextBackOff", "Reset"),
	)
}

func backoff5Retriers() []Retrier {
	return append(backoffRetriers(Retrier{}, Mend{},
		"&$pkg.ExponentialBackOff{InitialInterval: $args, RandomizationFactor: $pkg.DefaultRandomizationFactor, "+
			"Multiplier: $pkg.DefaultMultiplier, MaxInterval: $pkg.DefaultMaxInterval}"),
		Retrier{Type: "retryOptions", Base: member("BackOff"), Attempts: member("MaxTries"), Unlimited: ZeroUnlimited, Elapsed: member("MaxElapsedTime"),
			Context: boolean(true), Bound: Mend{Place: AsOption, Text: "$pkg.WithMaxTries($tries)"}})
}

func backoff5() []Row {
	set := func(name, member string) Row {
		return Row{Name: name, Results: []Expr{option(Member{member, arg(0)})}, Pure: true}
	}
	exponential := made("ExponentialBackOff", backoffDefaults()...)
	return slices.Concat([]Row{
		{Name: "NewExponentialBackOff", Results: []Expr{exponential}, Pure: true},
		{Name: "NewConstantBackOff", Results: []Expr{made("ConstantBackOff", Member{"Interval", arg(0)})}, Pure: true},
		set("WithBackOff", "BackOff"),
		set("WithMaxTries", "MaxTries"),
		set("WithMaxElapsedTime", "MaxElapsedTime"),
		{Name: "WithNotify", Results: []Expr{option()}, Pure: true},
		{Name: "Retry", Retry: &Retry{Op: arg(1), Context: arg(0), Policy: options(2, made("retryOptions",
			Member{"BackOff", exponential}, Member{"MaxElapsedTime", nanoseconds(15 * time.Minute)}))}},
		{Name: "Permanent", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
	},
		harmless("", "RetryAfter"),
		harmless("ExponentialBackOff", "NextBackOff", "Reset"),
		harmless("BackOff", "NextBackOff", "Reset"),
	)
}
