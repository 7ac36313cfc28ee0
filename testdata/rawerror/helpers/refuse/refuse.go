// Package refuse refuses requests for the handlers of other packages, and handles none.
package refuse

import (
	"fmt"
	"net/http"
)

// With says what a status means.
func With(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, status, http.StatusText(status)) // want `fmt\.Fprintln sends an error as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
}
