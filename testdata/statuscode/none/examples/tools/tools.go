// Package tools is what the programs of this folder share.
package tools

import "net/http"

// Serve answers what no client knows.
func Serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // ok: an example
}
