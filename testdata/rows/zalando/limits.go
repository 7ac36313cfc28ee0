package zalando

import "net/http"

// 153: 429 says when to try again.

// Limit turns requests away.
func Limit(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "nothing":
		fail(w, http.StatusTooManyRequests) // want `answers 429.*without Retry-After or X-RateLimit-Limit.*\(errheader\)`
	case "retry":
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusTooManyRequests) // ok
	case "limits":
		w.Header().Set("X-RateLimit-Remaining", "0")
		fail(w, http.StatusTooManyRequests) // ok
	}
}
