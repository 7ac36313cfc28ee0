// Package functional has a server for tests that run the whole program.
package functional

import "net/http"

// Serve answers what no client knows.
func Serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // ok: only tests see it
}
