package zalando

import "net/http"

// 153: 429 says when to try again.

// Limit turns requests away.
func Limit(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "nothing":
		fail(w, http.StatusTooManyRequests) // want `fail sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one \(errheader\)`
	case "retry":
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusTooManyRequests) // ok
	case "limits":
		w.Header().Set("X-RateLimit-Remaining", "0")
		fail(w, http.StatusTooManyRequests) // ok
	}
}
