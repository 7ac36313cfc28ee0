package wppbackend

import (
	"net/http"
	"time"
)

// W2: a backend never sends 429, also not from a middleware; the statuses of
// both roles and its own are in w1.go.

// limiter lets one request through at a time and one a tick.
type limiter struct {
	tick chan time.Time
}

// Limit is a rate-limit middleware.
func (l *limiter) Limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-l.tick:
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			fail(w, http.StatusTooManyRequests) // want `fail sends 429.*\(statuscode/role\)`
		}
	})
}

// Shed is a load-shedding middleware.
func (l *limiter) Shed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-l.tick:
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			fail(w, http.StatusServiceUnavailable) // ok: a backend's own
		}
	})
}

// Wrap puts the middlewares around a handler.
func Wrap(h http.Handler, every time.Duration) http.Handler {
	l := &limiter{tick: make(chan time.Time, 1)}
	go func() {
		for t := range time.Tick(every) {
			l.tick <- t
		}
	}()
	return l.Limit(l.Shed(h))
}

// W2Upstream passes on what another service answered, 429 included.
func W2Upstream(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == http.StatusTooManyRequests {
		fail(w, resp.StatusCode) // ok: the upstream's
		return
	}
	send(w, http.StatusOK, product{ID: "p1"})
}
