// Package methods registers handlers of another package that test the method
// themselves: what they answer to others is no answer of the operation's.
package methods

import (
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/routes/methods/handlers"
)

// Routes registers them for every method.
func Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/carts", handlers.Carts) // ok: the answer of no GET
	mux.HandleFunc("/lines", handlers.Lines) // want `handlers\.Lines sends 405 Method Not Allowed, which GET /lines in .*openapi\.yaml:10 does not document \(only 200, 404\) \(statuscode/undocumented\)`
	mux.HandleFunc("/both", handlers.Both)   // want `handlers\.Both sends 405 Method Not Allowed, which GET /both in .*openapi\.yaml:20 does not document \(only 200, 404\) \(statuscode/undocumented\)`
	mux.HandleFunc("/local", local)
	return mux
}

func local(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed) // ok: and here it is not
		return
	}
	w.WriteHeader(http.StatusNotFound)
}
