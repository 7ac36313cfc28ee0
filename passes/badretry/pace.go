package badretry

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
	"time"

	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/analysis"
)

// How often a request is sent again, and when.

// bound looks for what never gives up. A stream that is kept alive may be asked
// for as long as somebody wants it, if the delay grows.
func (k *check) bound() {
	r := k.repeat
	l := r.Loop
	switch {
	case l != nil && l.Streams && (r.Limit.Attempts == policy.Unbounded || l.Context.Alone):
		if r.Delay.Form == policy.DelayConstant && r.Delay.Jitter == policy.No || r.Delay.Form == policy.DelayNone {
			at := head(l.Stmt)
			if len(l.Waits) > 0 {
				at = l.Waits[0].Expr
			}
			k.found("unbounded", at, nil, "%s%s and never gives up: a server that is down or refuses gets no rest", k.who(), every(r.Delay))
		}
	case l != nil && l.Streams:
	case r.Errors == policy.No && r.Statuses.Of(500) == policy.No && r.Statuses.Of(503) == policy.No && r.Statuses.Of(404) == policy.No && r.Delay.Form != policy.DelayNone:
		// It only waits for its turn: nothing that has failed is asked for again.
	case r.Limit.Attempts == policy.Unbounded && r.Limit.Elapsed == 0:
		fixes := k.configured(r.Bound, fmt.Sprintf("Give up after %d attempts", resend.Retries(k.contract)+1))
		if l != nil {
			fixes = bounded(k.pass, k.contract, l)
		}
		k.found("unbounded", head(r.At), fixes, "%s%s as long as it fails: where the failure stays, that never ends", k.who(), every(r.Delay))
	}
}

// every words a constant delay.
func every(d policy.Delay) string {
	switch {
	case d.Form == policy.DelayNone:
		return " at once"
	case d.Form == policy.DelayConstant && d.Min > 0:
		return " every " + short(d.Min)
	}
	return ""
}

// short writes a duration without the parts that are zero.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// delay looks for clients that all come back at the same time.
func (k *check) delay() {
	r := k.repeat
	if r.Loop == nil {
		k.oneDelay(head(r.At), r.Delay, nil)
		return
	}
	if len(r.Loop.Waits) == 0 {
		k.oneDelay(r.Loop.Call, r.Delay, nil)
	}
	for _, w := range r.Loop.Waits {
		if w.RetryAfter == policy.RetryAfterIgnored {
			k.oneDelay(w.Expr, w.Delay, w)
		}
	}
}

func (k *check) oneDelay(at ast.Node, d policy.Delay, w *requests.Wait) {
	want, r := k.contract.Retry, k.repeat
	var grow []analysis.SuggestedFix
	if w == nil {
		grow = k.configured(r.Grow, "Wait for longer each time, and for a random part of that")
	} else {
		grow = growing(k.pass, w, r.Loop)
	}
	switch {
	case d.Form == policy.DelayUnknown || d.Jitter != policy.No:
	case d.Form == policy.DelayNone && want.Exponential:
		k.found("constant", at, grow, "%s without a delay: a server that has too much to do gets more%s", k.who(), k.required("exponential backoff"))
	case d.Form == policy.DelayConstant && want.Exponential:
		k.found("constant", at, grow, "%s%s, however often it failed: a server that has too much to do gets no rest%s", k.who(), orAlike(every(d)), k.required("exponential backoff"))
	case d.Form != policy.DelayNone && want.Jitter:
		fixes := jitter(k.pass, w)
		if w == nil {
			fixes = k.configured(r.Jitter, "Leave a part of the delay to chance (its form may change)")
		}
		k.found("nojitter", at, fixes, "%s after a delay without chance: clients that failed together come back together%s", k.who(), k.required("jitter"))
	}
}

func orAlike(every string) string {
	if every == "" {
		return " after the same delay"
	}
	return every
}

// header looks at what becomes of Retry-After, which 429 and 503 may come with.
func (k *check) header() {
	r := k.repeat
	s429, s503 := r.Statuses.Of(429), r.Statuses.Of(503)
	if !k.contract.Retry.RetryAfter || r.Runs || s429 != policy.Yes && s503 != policy.Yes {
		return
	}
	status := 429
	if s429 != policy.Yes {
		status = 503
	}
	at := head(r.At)
	if l := r.Loop; l != nil && len(l.Waits) > 0 {
		wait := l.Waits[0]
		right := func(w *requests.Wait) bool { return w.RetryAfter == r.RetryAfter }
		answered := func(w *requests.Wait) bool { return right(w) && w.AfterResponse }
		if i := slices.IndexFunc(l.Waits, answered); i >= 0 {
			wait = l.Waits[i]
		} else if i := slices.IndexFunc(l.Waits, right); i >= 0 {
			wait = l.Waits[i]
		}
		if wait.Expr != ast.Expr(wait.Call) { // a helper that is given no time cannot know of the field
			at = wait.Expr
		}
	}
	switch r.RetryAfter {
	case policy.RetryAfterIgnored:
		k.found("retryafter", at, k.configured(r.After, "Wait for as long as Retry-After says"), "%s after a %d without a look at Retry-After: it comes too early, or later than it could%s", k.who(), status, k.required("that"))
	case policy.RetryAfterHonoured:
		k.found("retryafter", at, nil, "%s when Retry-After says, however late: a server can make it wait for ever", k.who())
	}
}
