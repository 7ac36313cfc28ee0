// Package reads differs from texts in what it reads: its clients send JSON. All its
// errors are text, and that is told once.
package reads

import (
	"encoding/json"
	"net/http"
)

type page struct{ Name, Text string }

func add(w http.ResponseWriter, r *http.Request) {
	var p page
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, "cannot read the page", http.StatusBadRequest) // want `3 error responses of this package are text/plain, none is JSON; clients of a JSON API expect JSON; -rawerror\.each lists them \(rawerror/text\)`
		return
	}
	if p.Name == "" {
		http.Error(w, "the page has no name", http.StatusBadRequest) // ok: told above
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("page") == "" {
		http.Error(w, "no such page", http.StatusNotFound) // ok: told above
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func find(w http.ResponseWriter, r *http.Request) {
	http.NotFound(w, r) // ok: its own text, and nothing here is JSON
}

// Silenced counts as none.
func Silenced(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "gone", http.StatusGone) //respvet:ignore rawerror a device that reads no JSON
}
