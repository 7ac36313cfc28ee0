// Package page refuses requests for the handlers of other packages, some with a page.
package page

import (
	"fmt"
	"net/http"
)

// With says what a status means.
func With(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, status, http.StatusText(status)) // ok: who has pages has people before them
}

// Page says it on a page.
func Page(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<!doctype html><title>%d</title><p>%s", status, http.StatusText(status))
}
