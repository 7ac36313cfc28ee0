// Package guards answers 404 through two helpers of which the inner one sends
// 204 without a body: no answer of this package is a 204.
package guards

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/guards/render"
)

// Get answers.
func Get(w http.ResponseWriter, _ *http.Request) { // want Get:`^writes\(w=0 status=404 body=json\(object\)\)$`
	render.Fail(w, http.StatusNotFound)
}
