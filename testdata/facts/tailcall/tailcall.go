// Package tailcall answers with a status and an error that a function passes
// on from another: where the error is not nil, the status is 498 alone.
package tailcall

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/tailcall/access"
)

// Get answers.
func Get(w http.ResponseWriter, r *http.Request) { // want Get:`^writes\(w=0 status=498 body=text error\) writes\(w=0 status=404 body=text error\)$`
	if code, err := access.Check(r); err != nil {
		http.Error(w, "no", code)
		// the handler goes on
	}
	http.Error(w, "again", http.StatusNotFound)
}
