// Package headerkey looks up a header field by a name that is not canonical.
package headerkey

import "net/http"

// Traced reports whether a request has an id.
func Traced(r *http.Request) bool {
	return len(r.Header["X-Request-ID"]) > 0 // MISTAKE: it is X-Request-Id
}
