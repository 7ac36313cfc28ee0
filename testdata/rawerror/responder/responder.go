// Package responder has ways of its own to answer errors.
package responder

import (
	"fmt"
	"net/http"

	"github.com/respvet/respvet/testdata/rawerror/responder/reply"
)

// Get answers through what package reply offers. reply.Note is for successes.
func Get(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		http.Error(w, "no such order", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
	case http.MethodPut:
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, "not yours: %s", r.URL.Path) // want `fmt.Fprintf sends the 403 as text/plain`
	case http.MethodPost:
		w.WriteHeader(http.StatusUnauthorized) // want `WriteHeader sends the 401 without a body`
	default:
		reply.Note(w, http.StatusOK, "nothing done")
	}
}

// Apart has something between the status and the text.
func Apart(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusForbidden)
	// The path may help.
	_, _ = fmt.Fprint(w, "not yours") // want `fmt.Fprint sends the 403 as text/plain`
}

// Shadowed cannot reach package reply by its name.
func Shadowed(w http.ResponseWriter, reply string) {
	http.Error(w, reply, http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
}
