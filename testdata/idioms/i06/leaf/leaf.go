// Package leaf prints answers.
package leaf

import (
	"fmt"
	"net/http"
)

// Printf answers with a formatted text.
func Printf(w http.ResponseWriter, status int, format string, args ...any) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, format, args...) // ok: status and values are the caller's
}
