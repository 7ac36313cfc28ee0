// Package zalando is held against the contract zalando.
package zalando

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/respvet/respvet/testdata/errheader/reply"
)

// A Limiter limits.
type Limiter struct{ wait func() int }

func (l *Limiter) limit(w http.ResponseWriter, r *http.Request) {
	reply.Error(w, http.StatusTooManyRequests, "slow down") // want `reply\.Error sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one \(errheader\)`
}

func (l *Limiter) limited(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", strconv.Itoa(l.wait()))
	reply.Error(w, http.StatusTooManyRequests, "slow down") // ok
}

func (l *Limiter) remaining(w http.ResponseWriter, r *http.Request) {
	w.Header()["X-Ratelimit-Remaining"] = []string{"0"}
	reply.Error(w, http.StatusTooManyRequests, "slow down") // ok
}

func (l *Limiter) other(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Limit", "1")
	w.WriteHeader(http.StatusTooManyRequests) // want `WriteHeader sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one`
}

func (l *Limiter) perhaps(w http.ResponseWriter, r *http.Request) {
	if n := l.wait(); n > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(n))
	}
	reply.Error(w, http.StatusTooManyRequests, "slow down") // ok
}

func (l *Limiter) elsewhere(w http.ResponseWriter, r *http.Request) {
	if l.wait() > 0 {
		w.Header().Set("Retry-After", "1")
		reply.Error(w, http.StatusTooManyRequests, "slow down") // ok
		return
	}
	reply.Error(w, http.StatusTooManyRequests, "slow down") // want `reply\.Error sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one`
}

func (l *Limiter) written(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "date":
		w.Header().Set("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT") // ok
	case "duration":
		w.Header().Set("Retry-After", "30s") // want `http\.Header\.Set sets Retry-After to "30s", which is neither a number of seconds nor an HTTP date: clients cannot parse it \(errheader/value\)`
	case "fraction":
		w.Header().Set("Retry-After", fmt.Sprintf("%s", "0.5")) // want `errheader/value`
	case "computed":
		w.Header().Set("Retry-After", fmt.Sprint(l.wait())) // ok: not known
	case "request":
		r.Header.Set("Retry-After", "30s") // ok: no answer's
	}
	w.WriteHeader(http.StatusOK)
}
