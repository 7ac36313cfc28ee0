// Package few has three errors that are text: they are written out.
package few

import (
	"encoding/json"
	"net/http"
)

// Depth answers two of them.
func Depth(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("at") == "" {
		http.Error(w, "where?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	if r.FormValue("at") == "shore" {
		http.Error(w, "the shore has no depth", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"depth": 12})
}

// Tide answers the third.
func Tide(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("at") == "" {
		http.Error(w, "where?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	if r.FormValue("at") == "shore" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "the shore has no tide"}) // ok
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"tide": 3})
}
