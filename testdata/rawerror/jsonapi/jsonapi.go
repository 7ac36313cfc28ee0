// Package jsonapi answers against the contract jsonapi, whose status is a string.
package jsonapi

import "net/http"

// Text is plain text.
func Text(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; contract jsonapi requires a vnd\.api\+json body with errors\[\]`
}
