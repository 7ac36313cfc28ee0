// Package tools is one that programs import.
package tools

import "net/http"

// Serve answers what no client knows.
func Serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // want `WriteHeader sends 600, .* \(statuscode/unregistered\)`
}
