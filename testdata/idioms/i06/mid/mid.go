// Package mid prints answers that carry the request's number.
package mid

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i06/leaf"
)

// Numbered answers with a formatted text and the request's number.
func Numbered(w http.ResponseWriter, r *http.Request, status int, format string, args ...any) {
	w.Header().Set("X-Request-Id", r.Header.Get("X-Request-Id"))
	leaf.Printf(w, status, format, args...) // ok: status and values are the caller's
}
