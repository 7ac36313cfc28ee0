// Package chosen has an operation that a document describes, under a contract that
// asks for something else.
package chosen

import (
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/documented/reply"
)

// New makes the service's handler.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v2/books/{isbn}", book)
	mux.HandleFunc("GET /v2/magazines/{issn}", magazine)
	return mux
}

func book(w http.ResponseWriter, r *http.Request) {
	switch r.ContentLength {
	case 0:
		reply.JSON(w, http.StatusNotFound, reply.Fault{Code: "gone"}) // ok: as the document asks
	case 1:
		reply.JSON(w, http.StatusNotFound, map[string]any{"status": 404, "message": "burnt"}) // want `reply\.JSON sends a 404 body in which "code" is missing, and "status" is not allowed; see operation one-book in .*openapi\.yaml:61`
	case 2:
		reply.JSON(w, http.StatusGone, reply.Fault{Code: "gone"}) // want `reply\.JSON sends a 410 body in which "status" is missing; contract amperity requires status, message`
	case 3:
		reply.JSON(w, http.StatusGone, map[string]any{"status": 410, "message": "burnt"}) // ok: the contract's, where the document has no schema
	}
}

func magazine(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusNotFound, reply.Fault{Code: "gone"}) // ok: as above
}
