// Package coded answers against the contract google: what names the status is passed to
// the helper, and where the status is no constant there is no fix.
package coded

import "net/http"

// Lock answers.
func Lock(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("lock") {
	case "":
		http.Error(w, "which lock?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "north":
		http.Error(w, "no such lock", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
	case "south":
		w.WriteHeader(http.StatusServiceUnavailable) // want `WriteHeader sends the 503 without a body`
	case "east":
		http.Error(w, "not yours", http.StatusForbidden) // want `http.Error sends the 403 as text/plain`
	}
}

// Refuse has a status that is no constant.
func Refuse(w http.ResponseWriter, status int) {
	http.Error(w, "not now", status) // want `http.Error sends an error as text/plain`
}
