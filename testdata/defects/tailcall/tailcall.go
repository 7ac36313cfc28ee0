// Package tailcall answers with a status and an error that a function passes
// on from another: where the error is not nil, the status is 498 alone.
package tailcall

import (
	"net/http"

	"github.com/respvet/respvet/testdata/defects/tailcall/access"
)

// Get answers.
func Get(w http.ResponseWriter, r *http.Request) {
	if code, err := access.Check(r); err != nil {
		http.Error(w, "no", code) // want `498.*\(statuscode/unregistered\)`
		// the handler goes on
	}
	http.Error(w, "again", http.StatusNotFound)
}
