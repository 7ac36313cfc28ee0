// Package unnamed sends bodies that another package makes.
package unnamed

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/unnamed/view"
)

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	json.NewEncoder(w).Encode(v)
}

func tagged(w http.ResponseWriter, r *http.Request) {
	send(w, view.Problem(http.StatusNotFound, "no such boat")) // ok
}

func pointer(w http.ResponseWriter, r *http.Request) {
	send(w, view.Pointer(http.StatusNotFound, "no such boat")) // ok
}

func untagged(w http.ResponseWriter, r *http.Request) {
	send(w, view.Untagged(http.StatusNotFound, "no such boat")) // want `send sends a 404 body in which "status" is missing, and "message" is missing; contract amperity requires status, message`
}
