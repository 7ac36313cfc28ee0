// Package dispatch calls handlers by itself: what they answer is theirs.
package dispatch

import (
	"encoding/json"
	"net/http"
	"strings"
)

func gone(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	json.NewEncoder(w).Encode("gone") // want `Encode sends a body with 204 No Content.*\(bodyless\)`
}

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func away(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusNoContent, "away") // want `send sends a body with 204 No Content.*\(bodyless\)`
}

// leave is a second hop to what is wrong already.
func leave(w http.ResponseWriter, r *http.Request) { away(w, r) } // ok

func serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/gone"):
		gone(w, r) // ok
	case strings.HasPrefix(r.URL.Path, "/away"):
		away(w, r) // ok
	case strings.HasPrefix(r.URL.Path, "/leave"):
		leave(w, r) // ok
	default:
		send(w, http.StatusOK, "here") // ok
	}
}

// Routes registers the dispatcher.
func Routes(mux *http.ServeMux) { mux.HandleFunc("/", serve) }
