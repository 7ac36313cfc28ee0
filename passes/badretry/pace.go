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
			k.found("unbounded", at, nil, "%s%s without a limit or backoff: a server that is down keeps getting requests", k.who(), every(r.Delay))
		}
	case l != nil && l.Streams:
	case r.Errors == policy.No && r.Statuses.Of(500) == policy.No && r.Statuses.Of(503) == policy.No && r.Statuses.Of(404) == policy.No && r.Delay.Form != policy.DelayNone:
		// It only waits for its turn: nothing that has failed is asked for again.
	case r.Limit.Attempts == policy.Unbounded && r.Limit.Elapsed == 0:
		fixes := k.configured(r.Bound, fmt.Sprintf("Stop after %d attempts", resend.Retries(k.contract)+1))
		if l != nil {
			fixes = bounded(k.pass, k.contract, l)
		}
		k.found("unbounded", head(r.At), fixes, "%s%s without a limit: a permanent failure is retried forever", k.who(), every(r.Delay))
	}
}

// every words a constant delay.
func every(d policy.Delay) string {
	switch {
	case d.Form == policy.DelayNone:
		return " immediately"
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
		grow = k.configured(r.Grow, "Use exponential backoff with jitter")
	} else {
		grow = growing(k.pass, w, r.Loop)
	}
	switch {
	case d.Form == policy.DelayUnknown || d.Jitter != policy.No:
	case d.Form == policy.DelayNone && want.Exponential:
		k.found("constant", at, grow, "%s without a delay%s", k.who(), or(k.required("exponential backoff"), "an overloaded server gets more requests"))
	case d.Form == policy.DelayConstant && want.Exponential:
		k.found("constant", at, grow, "%s%s without backoff%s", k.who(), orAlike(every(d)), or(k.required("exponential backoff"), "an overloaded server cannot recover"))
	case d.Form != policy.DelayNone && want.Jitter:
		fixes := jitter(k.pass, w)
		if w == nil {
			fixes = k.configured(r.Jitter, "Add jitter to the delay; its kind may change")
		}
		k.found("nojitter", at, fixes, "%s after a delay without jitter%s", k.who(), or(k.required("jitter"), "clients that failed together retry together"))
	}
}

// or says what comes of it where no contract asks for anything else.
func or(required, harm string) string {
	if required == "" {
		return ": " + harm
	}
	return required
}

func orAlike(every string) string {
	if every == "" {
		return " after a constant delay"
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
		k.found("retryafter", at, k.configured(r.After, "Wait for the time in Retry-After"), "%s after a %d without reading Retry-After%s", k.who(), status, or(k.required("it"), "the delay is too short or too long"))
	case policy.RetryAfterHonoured:
		k.found("retryafter", at, nil, "%s after the delay in Retry-After, without an upper bound: a server can make it wait forever", k.who())
	}
}
