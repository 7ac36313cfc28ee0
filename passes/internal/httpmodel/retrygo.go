package httpmodel

import (
	"slices"
	"time"
)

// avast/retry-go runs a function again after any error that is recoverable, ten
// times in all. Attempts(0) is for ever.

func retryGo(typ string) Retrier {
	return Retrier{
		Type: typ, Attempts: member("attempts"), Unlimited: ZeroUnlimited,
		If: whenError(), Wait: member("delayType"), Min: member("delay"), Cap: member("maxDelay"), RetryAfter: str(RetryAfterIgnored),
		AnyMethod: boolean(true), Rewinds: undecided(), Context: member("context"),
		Bound: Mend{AsOption, "$pkg.Attempts($tries)", "UntilSucceeded"}, Grow: retryGoGrow, Jitter: retryGoGrow,
	}
}

var retryGoGrow = Mend{Place: AsOption, Text: "$pkg.DelayType($pkg.CombineDelay($pkg.BackOffDelay, $pkg.RandomDelay))"}

func retryGoDefaults(typ string) Expr {
	return made(typ, Member{"attempts", status(10)}, Member{"delay", nanoseconds(100 * time.Millisecond)}, Member{"delayType", retryGoDelay()})
}

func retryGoRandom() Expr {
	return wait(DelayConstant, Member{DelayJitter, boolean(true)}, Member{DelayMin, undecided()})
}

func retryGoDelay() Expr {
	return wait(DelayExponential, Member{DelayJitter, boolean(true)})
}

// retryGoOptions returns the rows that both versions have in common.
func retryGoOptions() []Row {
	set := func(name, member string) Row {
		return Row{Name: name, Results: []Expr{option(Member{member, arg(0)})}, Pure: true}
	}
	return slices.Concat([]Row{
		set("Attempts", "attempts"),
		{Name: "UntilSucceeded", Results: []Expr{option(Member{"attempts", status(0)})}, Pure: true},
		set("Delay", "delay"),
		set("MaxDelay", "maxDelay"),
		set("DelayType", "delayType"),
		set("Context", "context"),
		set("MaxJitter", "maxJitter"),
		{Name: "BackOffDelay", Is: wait(DelayExponential), Pure: true},
		{Name: "FixedDelay", Is: wait(DelayConstant, Member{DelayMin, undecided()}), Pure: true},
		{Name: "RandomDelay", Is: retryGoRandom(), Pure: true},
		{Name: "FullJitterBackoffDelay", Is: retryGoDelay(), Pure: true},
		{Name: "CombineDelay", Results: []Expr{made("", Member{DelaySum, list(0)})}, Pure: true},
		{Name: "Unrecoverable", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
	},
		each(Row{Results: []Expr{option()}, Pure: true}, "AttemptsForError", "LastErrorOnly", "OnRetry", "RetryIf", "WithTimer", "WrapContextErrorWithLastError"),
		harmless("", "IsRecoverable"),
	)
}

func retryGo4() []Row {
	do := Row{Retry: &Retry{Op: arg(0), Policy: options(1, retryGoDefaults("Config"))}}
	return append(retryGoOptions(), each(do, "Do", "DoWithData")...)
}

func retryGo5() []Row {
	do := Row{Name: "Do", Retry: &Retry{Op: arg(1), Policy: arg(0)}}
	one, data := do, do
	one.Recv, data.Recv = "Retrier", "RetrierWithData"
	return append(retryGoOptions(), one, data,
		Row{Name: "New", Results: []Expr{options(0, retryGoDefaults("Retrier"))}, Pure: true},
		Row{Name: "NewWithData", Results: []Expr{options(0, retryGoDefaults("RetrierWithData"))}, Pure: true})
}
