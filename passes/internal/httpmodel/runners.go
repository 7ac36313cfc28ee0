package httpmodel

import (
	"slices"
	"time"
)

const (
	eapachePath  = "github.com/eapache/go-resiliency/retrier"
	k8sRetryPath = "k8s.io/client-go/util/retry"
	k8sWaitPath  = "k8s.io/apimachinery/pkg/util/wait"
	sethvargo    = "github.com/sethvargo/go-retry"
)

// Runners that are told how often and when by a value of their own. What is left out, and why:
//   - Which errors sethvargo/go-retry, eapache's classifiers and client-go's OnError take for
//     worth another attempt: any is, for all that is known.
//   - client-go's RetryOnConflict: after a conflict alone, and its own errors say what that is.
//   - What apimachinery's polls wait for: how long they do so, and what they take for an end,
//     is no matter of a retry.
//   - jpillora/backoff and lestrrat-go/backoff, whose loops a program writes itself.
func runners() []table {
	return []table{
		{pkg: eapachePath, rows: eapacheRows, retriers: []Retrier{eapacheRetrier()}},
		{pkg: sethvargo, rows: sethvargoRows, retriers: sethvargoRetriers()},
		{pkg: k8sWaitPath, rows: k8sWaitRows, retriers: []Retrier{k8sBackoff()}},
		{pkg: k8sRetryPath, rows: k8sRetryRows, defaults: []Sentinel{
			{Name: "DefaultBackoff", Value: k8sBackoffOf(4, 5, 10*time.Millisecond)},
			{Name: "DefaultRetry", Value: k8sBackoffOf(5, 1, 10*time.Millisecond)},
		}},
	}
}

// sethvargo/go-retry runs a function again for ever, unless it is told how often or how long.

func sethvargoRetriers() []Retrier {
	endless := Retrier{Attempts: member("tries"), Plus: 1, Elapsed: member("elapsed"), Unlimited: ZeroUnlimited, If: whenError(), RetryAfter: str(RetryAfterIgnored), AnyMethod: boolean(true), Rewinds: undecided(), Context: boolean(true),
		Bound: Mend{Place: Around, Text: "$pkg.WithMaxRetries($retries, $expr)"}}
	exponential := endless
	exponential.Type, exponential.Wait = "exponentialBackoff", wait(DelayExponential, Member{DelayMin, member("base")}, Member{DelayJitter, member("jitter")}, Member{DelayCap, member("cap")})
	exponential.Jitter = Mend{Place: Around, Text: "$pkg.WithJitterPercent(10, $expr)"}
	constant := endless // of a type that has no name
	constant.Type, constant.Wait = "BackoffFunc", wait(DelayConstant, Member{DelayMin, member("base")}, Member{DelayJitter, member("jitter")})
	return []Retrier{exponential, constant}
}

func sethvargoRows() []Row {
	around := func(name string, i int, members ...Member) Row {
		return Row{Name: name, Results: []Expr{with(arg(i), members...)}, Pure: true}
	}
	exponential, constant := made("exponentialBackoff", Member{"base", arg(0)}), made("BackoffFunc", Member{"base", arg(0)})
	do := Row{Retry: &Retry{Op: arg(2), Context: arg(0), Policy: arg(1)}}
	short := func(name, typ string) Row {
		return Row{Name: name, Retry: &Retry{Op: arg(2), Context: arg(0), Policy: made(typ, Member{"base", arg(1)})}}
	}
	return slices.Concat([]Row{
		{Name: "NewExponential", Results: []Expr{exponential}, Pure: true},
		{Name: "NewFibonacci", Results: []Expr{exponential}, Pure: true},
		{Name: "NewConstant", Results: []Expr{constant}, Pure: true},
		around("WithJitter", 1, Member{"jitter", boolean(true)}),
		around("WithJitterPercent", 1, Member{"jitter", boolean(true)}),
		around("WithCappedDuration", 1, Member{"cap", arg(0)}),
		around("WithMaxRetries", 1, Member{"tries", arg(0)}),
		around("WithMaxDuration", 1, Member{"elapsed", arg(0)}),
		{Name: "RetryableError", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
		short("Constant", "BackoffFunc"), short("Exponential", "exponentialBackoff"), short("Fibonacci", "exponentialBackoff"),
	},
		each(do, "Do", "DoValue"),
		harmless("Backoff", "Next"))
}

// eapache's retrier runs a function as often as its list of delays has one, and once before.

func eapacheRetrier() Retrier {
	return Retrier{
		Type: "Retrier", Attempts: below(member("backoff"), "n"), Plus: 1, Unlimited: ZeroUnlimited, If: whenError(), Wait: below(member("backoff"), "wait"),
		RetryAfter: str(RetryAfterIgnored), AnyMethod: boolean(true), Rewinds: undecided(), Context: boolean(true),
	}
}

func eapacheRows() []Row {
	const recv = "Retrier"
	// A list of delays says how they grow; SetJitter may have been called, or not.
	delays := func(name, form string, jitter ...Member) Row {
		return Row{Name: name, Results: []Expr{made("", Member{"n", arg(0)}, Member{"wait", wait(form, append(jitter, Member{DelayMin, arg(1)})...)})}, Pure: true}
	}
	perhaps := Member{DelayJitter, undecided()}
	run := func(name string, op int, ctx Expr) Row {
		return Row{Recv: recv, Name: name, Retry: &Retry{Op: arg(op), Context: ctx, Policy: arg(0)}}
	}
	return []Row{
		{Name: "New", Results: []Expr{made(recv, Member{"backoff", arg(0)})}, Pure: true},
		delays("ConstantBackoff", DelayConstant),
		delays("ExponentialBackoff", DelayExponential, perhaps),
		delays("LimitedExponentialBackoff", DelayExponential, perhaps),
		{Recv: recv, Name: "WithInfiniteRetry", Results: []Expr{arg(0)}, Sets: []Member{{"backoff", with(member("backoff"), Member{"n", status(0)})}}},
		{Recv: recv, Name: "WithSurfaceWorkErrors", Results: []Expr{arg(0)}, Pure: true},
		{Recv: recv, Name: "SetJitter", Pure: true},
		run("Run", 1, Expr{}),
		run("RunCtx", 2, arg(1)),
		run("RunFn", 2, arg(1)),
	}
}

// client-go runs a function again as apimachinery's Backoff says, which is a value that has
// all of it.

func k8sBackoff() Retrier {
	return Retrier{
		Type: "Backoff", Attempts: member("Steps"), If: whenError(),
		Wait:       wait(DelayExponential, Member{DelayMin, member("Duration")}, Member{DelayCap, member("Cap")}, Member{DelayJitter, member("Jitter")}),
		RetryAfter: str(RetryAfterIgnored), AnyMethod: boolean(true), Rewinds: undecided(),
	}
}

func k8sBackoffOf(steps, factor int, first time.Duration) Expr {
	return made(k8sWaitPath+".Backoff", Member{"Steps", status(steps)}, Member{"Duration", nanoseconds(first)}, Member{"Factor", status(factor)}, Member{"Jitter", boolean(true)})
}

// k8sWaitRows call a condition until it holds; an error ends them.
func k8sWaitRows() []Row {
	until := func(op int, ctx, policy Expr, names ...string) []Row {
		return each(Row{Retry: &Retry{Op: arg(op), Context: ctx, Policy: policy, Until: true}}, names...)
	}
	return slices.Concat(
		harmless("", "Interrupted", "Jitter"),
		until(1, Expr{}, arg(0), "ExponentialBackoff"),
		until(2, arg(0), arg(1), "ExponentialBackoffWithContext"),
		until(3, arg(0), Expr{}, "PollUntilContextCancel"),
		until(4, arg(0), Expr{}, "PollUntilContextTimeout"),
		until(2, Expr{}, Expr{}, "Poll", "PollImmediate"),
	)
}

func k8sRetryRows() []Row {
	return []Row{{Name: "OnError", Retry: &Retry{Op: arg(2), Policy: arg(0)}}}
}
