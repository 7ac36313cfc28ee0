package httpmodel

import (
	"slices"
	"time"
)

// Versions of what calls functions again that differ in little from those in clients:
// cenkalti/backoff 2 and 3, 6 and 7; avast/retry-go at the path without a version and 3.
// Version 6 of backoff returns an error of its own that says why it gave up, and 7 tells
// RetryAfter a cause. What they leave out: Permanent of backoff, which
// returns a type of its own.
func otherVersions() []table {
	const backoff, retryGoPath = "github.com/cenkalti/backoff", "github.com/avast/retry-go"
	retrier := retryGo("Config")
	retrier.Unlimited = Counted // Attempts(0) runs nothing
	retrier.Bound.Text = "$pkg.Attempts($tries)"
	return slices.Concat(versions(table{rows: retryGo3, retriers: []Retrier{retrier}}, retryGoPath, retryGoPath+"/v3"), []table{
		{pkg: backoff, rows: func() []Row { return backoff3("Retry", "RetryNotify") }, retriers: backoff3Retriers()},
		{pkg: backoff + "/v3", rows: func() []Row { return backoff3("Retry", "RetryNotify", "RetryNotifyWithTimer") }, retriers: backoff3Retriers()},
	}, versions(table{rows: backoff5, retriers: backoff5Retriers()}, backoff+"/v6", backoff+"/v7"))
}

// backoff3Retriers differ from those of version 4 in that the exponential one takes no
// options, by which a fix could say from where it grows.
func backoff3Retriers() []Retrier {
	rs := slices.Clone(backoff4Retriers())
	for i := range rs {
		rs[i].Grow = Mend{}
	}
	return rs
}

func backoff3(runners ...string) []Row {
	return slices.Concat([]Row{
		{Name: "NewExponentialBackOff", Results: []Expr{made("ExponentialBackOff",
			backoffDefaults(Member{"MaxElapsedTime", nanoseconds(15 * time.Minute)})...)}, Pure: true},
		{Name: "NewConstantBackOff", Results: []Expr{made("ConstantBackOff", Member{"Interval", arg(0)})}, Pure: true},
		{Name: "WithMaxRetries", Results: []Expr{made("backOffTries", Member{"delegate", arg(0)}, Member{"maxTries", arg(1)})}, Pure: true},
		{Name: "WithContext", Results: []Expr{made("backOffContext", Member{"BackOff", arg(0)})}, Pure: true},
	},
		each(Row{Retry: &Retry{Op: arg(0), Policy: arg(1)}}, runners...),
		harmless("ExponentialBackOff", "NextBackOff", "Reset"),
		harmless("BackOff", "NextBackOff", "Reset"),
	)
}

// retryGo3 returns the rows of version 4 that its predecessors have as well.
func retryGo3() []Row {
	later := []string{"AttemptsForError", "FullJitterBackoffDelay", "UntilSucceeded", "WithTimer", "WrapContextErrorWithLastError"}
	rows := slices.DeleteFunc(retryGoOptions(), func(r Row) bool { return slices.Contains(later, r.Name) })
	return append(rows, Row{Name: "Do", Retry: &Retry{Op: arg(0), Policy: options(1, retryGoDefaults("Config"))}})
}
