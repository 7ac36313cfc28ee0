// Package google answers against the contract google, whose body names the status.
package google

import "net/http"

// Named has one name, the first of several, and none.
func Named(w http.ResponseWriter, r *http.Request) {
	switch r.Host {
	case "":
		http.Error(w, "no such order", http.StatusNotFound) // want `http.Error sends the 404 as text/plain; contract google requires a JSON body with error`
	case "a":
		http.Error(w, "no number", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "b":
		http.Error(w, "gone", http.StatusGone) // want `http.Error sends the 410 as text/plain`
	}
}

// Number has a status that is no constant, and so no name.
func Number(w http.ResponseWriter, code int) {
	http.Error(w, "no such order", code) // want `http.Error sends an error as text/plain`
}
