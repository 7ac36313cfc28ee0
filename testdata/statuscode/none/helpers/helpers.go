// Package helpers is no test's.
package helpers

import "net/http"

// Serve answers what no client knows.
func Serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // want `WriteHeader sends 600, which is not registered with IANA: clients treat it as a server error`
}
