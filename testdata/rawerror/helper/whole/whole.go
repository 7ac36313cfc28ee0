// Package whole has a responder of its own, a method, which functions cannot call: they
// get no second one.
package whole

import (
	"encoding/json"
	"net/http"
)

// A Dock is a handler.
type Dock struct{}

func (d *Dock) refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": message})
}

// ServeHTTP calls it.
func (d *Dock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("gate") == "" {
		d.refuse(w, http.StatusBadRequest, "which gate?")
		return
	}
	_ = json.NewEncoder(w).Encode("open")
}

// Gates cannot.
func Gates(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("gate") == "" {
		http.Error(w, "which gate?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	if r.FormValue("gate") == "north" {
		http.Error(w, "the gate is shut", http.StatusConflict) // want `http.Error sends the 409 as text/plain`
		return
	}
	if r.FormValue("gate") == "south" {
		http.Error(w, "the gate is gone", http.StatusGone) // want `http.Error sends the 410 as text/plain`
		return
	}
	if r.FormValue("gate") == "east" {
		http.Error(w, "no such gate", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	_ = json.NewEncoder(w).Encode("open")
}
