// Package policy says how an HTTP client, or a runner of a retry library, sends a
// request again: after which responses and errors, how often, after what delay.
//
// A [Policy] is read from the value of a client. [Policies] follows that value through
// the constructors, variables and members of a package to the literals and calls that
// made it, and reads there what the model says of each setting. A function that decides
// whether to retry is run on a few scenarios, such as "the status is 503 and there is no
// error", with the branches that depend on nothing else.
package policy

import (
	"fmt"
	"strings"
	"time"
)

// A Policy says whether and how a client, or a runner that calls a function
// again, sends a request once more. The zero Policy is one of which nothing is
// known.
type Policy struct {
	// Known says that at least one origin of the client is known; Open that there
	// are others: who uses the package may put a client of his own in its place.
	// What follows is about the known ones, and Unknown where these differ.
	Known, Open bool

	Statuses Statuses // the answers after which the request is sent again
	Errors   Truth    // it is sent again after an error of the transport, or of the function that is run
	Limit    Limit

	Delay      Delay
	RetryAfter RetryAfter
	AnyMethod  Truth // requests with methods that are not idempotent are sent again as well
	Rewinds    Truth // a body is sent from its beginning each time
	Context    Truth // a context ends the waiting

	// Library is the import path of the package that retries, "" if none does.
	Library string
	// Layers is how many clients, one inside the other, retry: with two of them the
	// attempts multiply.
	Layers int
}

// A Limit says when there is no further attempt.
type Limit struct {
	// Attempts is how often the request is sent at most, the first time included:
	// 1 is a client that never retries. 0 is unknown, Unbounded has no end.
	Attempts int
	// Configured says that a loop makes as many attempts as somebody has configured.
	Configured bool
	// Elapsed is the time after which no further attempt is made, 0 if there is no
	// such bound or it is not known.
	Elapsed time.Duration
	// Exhausted says that once there is no attempt left, a status in Statuses
	// becomes an error; the response is lost then.
	Exhausted Truth
}

// Unbounded is the number of Attempts of a client that retries for ever.
const Unbounded = -1

// Retries reports whether a request is ever sent again.
func (p Policy) Retries() bool { return p.Known && p.Limit.Attempts != 1 }

// String shows a policy as fixtures assert it.
func (p Policy) String() string {
	switch {
	case !p.Known:
		return "unknown"
	case !p.Retries():
		return p.open("never")
	}
	words := []string{p.Statuses.String()}
	flag := func(t Truth, name string) {
		switch t {
		case Yes:
			words = append(words, name)
		case Unknown:
			words = append(words, name+"?")
		}
	}
	flag(p.Errors, "errors")
	switch p.Limit.Attempts {
	case 0:
		words = append(words, "x?")
	case Unbounded:
		words = append(words, "unbounded")
	default:
		words = append(words, fmt.Sprintf("x%d", p.Limit.Attempts))
	}
	if p.Limit.Elapsed > 0 {
		words = append(words, "within "+p.Limit.Elapsed.String())
	}
	delay := string(p.Delay.Form)
	if delay == "" {
		delay = "delay?"
	}
	if p.Delay.Min > 0 {
		delay += " " + p.Delay.Min.String()
	}
	if p.Delay.Cap > 0 {
		delay += ".." + p.Delay.Cap.String()
	}
	words = append(words, delay)
	if p.Delay.Form != DelayNone {
		flag(p.Delay.Jitter, "jitter")
	}
	if p.RetryAfter != RetryAfterIgnored {
		words = append(words, "retry-after:"+string(p.RetryAfter))
	}
	flag(p.AnyMethod, "any-method")
	flag(p.Rewinds, "rewinds")
	flag(p.Context, "context")
	flag(p.Limit.Exhausted, "exhausted")
	if p.Layers > 1 {
		words = append(words, fmt.Sprintf("layers:%d", p.Layers))
	}
	return p.open(strings.Join(words, " "))
}

func (p Policy) open(s string) string {
	if p.Open {
		s += " open"
	}
	return s
}

// never is the policy of a client that sends a request once.
func never() Policy {
	return Policy{Known: true, Statuses: All(No), Errors: No, Limit: Limit{Attempts: 1, Exhausted: No}, Delay: Delay{Form: DelayNone, Jitter: No},
		RetryAfter: RetryAfterIgnored, AnyMethod: No, Rewinds: No, Context: Yes}
}

// either returns what holds of a client that has one of two policies.
func either(p, q Policy) Policy {
	switch {
	case !p.Known:
		q.Open = true
		return q
	case !q.Known:
		p.Open = true
		return p
	}
	p.Open = p.Open || q.Open
	p.Statuses = p.Statuses.combine(q.Statuses, Truth.Same)
	p.Errors = p.Errors.Same(q.Errors)
	p.Limit.Attempts = Agreed(p.Limit.Attempts, q.Limit.Attempts)
	p.Limit.Elapsed = Agreed(p.Limit.Elapsed, q.Limit.Elapsed)
	p.Delay.Form = Agreed(p.Delay.Form, q.Delay.Form)
	p.Delay.Jitter = p.Delay.Jitter.Same(q.Delay.Jitter)
	p.Delay.Min = Agreed(p.Delay.Min, q.Delay.Min)
	p.Delay.Cap = Agreed(p.Delay.Cap, q.Delay.Cap)
	p.RetryAfter = Agreed(p.RetryAfter, q.RetryAfter)
	p.AnyMethod = p.AnyMethod.Same(q.AnyMethod)
	p.Rewinds = p.Rewinds.Same(q.Rewinds)
	p.Context = p.Context.Same(q.Context)
	p.Limit.Exhausted = p.Limit.Exhausted.Same(q.Limit.Exhausted)
	p.Library = Agreed(p.Library, q.Library)
	p.Layers = max(p.Layers, q.Layers)
	return p
}

// Agreed returns what two are alike, else the zero value: not known.
func Agreed[T comparable](a, b T) T {
	if a == b {
		return a
	}
	return *new(T)
}

// around returns the policy of a client that sends through another one.
func (p Policy) around(inner Policy) Policy {
	if p.Limit.Attempts == 1 {
		inner.Open = inner.Open || p.Open
		return inner
	}
	p.Open = p.Open || inner.Open || !inner.Known
	if !inner.Retries() {
		return p
	}
	p.Statuses = p.Statuses.combine(inner.Statuses, Truth.Or)
	p.Errors = p.Errors.Or(inner.Errors)
	p.AnyMethod = p.AnyMethod.Or(inner.AnyMethod)
	switch {
	case p.Limit.Attempts == 0 || inner.Limit.Attempts == 0:
		p.Limit.Attempts = 0
	case p.Limit.Attempts == Unbounded || inner.Limit.Attempts == Unbounded:
		p.Limit.Attempts = Unbounded
	default:
		p.Limit.Attempts *= inner.Limit.Attempts
	}
	p.Layers += inner.Layers
	return p
}

// bounded returns a policy with a number of attempts, or where it has one
// already the lower of both.
func (p Policy) bounded(n int, already bool) Policy {
	if !already || p.Limit.Attempts == Unbounded || p.Limit.Attempts == 0 || n > 0 && n < p.Limit.Attempts {
		p.Limit.Attempts = n
	}
	p.Known = true
	return p
}
