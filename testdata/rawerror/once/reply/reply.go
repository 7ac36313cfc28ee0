// Package reply has the helpers that the handlers of two other packages answer with.
package reply

import (
	"fmt"
	"io"
	"net/http"
)

// Status is for errors: nobody says "200 OK" in a body.
func Status(w http.ResponseWriter, code int) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(code)
	fmt.Fprintf(w, "%d %s", code, http.StatusText(code)) // want `fmt.Fprintf sends an error as text/plain.*\(rawerror\)`
}

// Plain may be for anything, which its callers know.
func Plain(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(code)
	io.WriteString(w, text) // ok
}

// Refuse has an error's text, whatever the status.
func Refuse(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(code)
	fmt.Fprintln(w, "the loan was refused:", err) // want `fmt.Fprintln sends an error as text/plain.*\(rawerror\)`
}
