// Package own has a body for its errors, and no function that sends it.
package own

import (
	"encoding/json"
	"net/http"
)

type trouble struct {
	Status int    `json:"status"`
	Reason string `json:"reason"`
}

type Shelves interface {
	Take(id string) (string, error)
}

type server struct{ shelves Shelves }

func (s *server) take(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if id == "" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		json.NewEncoder(w).Encode(trouble{Status: http.StatusBadRequest, Reason: "an id is needed"})
		return
	}
	name, err := s.shelves.Take(id)
	if err != nil {
		http.Error(w, "there is no such shelf", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"name": name})
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusLengthRequired)
		json.NewEncoder(w).Encode(trouble{Status: http.StatusLengthRequired, Reason: "a body is needed"})
		return
	}
	type trouble struct{ Reason string } // another one
	if r.FormValue("as") == "" {
		http.Error(w, "say as what", http.StatusUnprocessableEntity) // want `http.Error sends the 422 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(trouble{"none"})
}
