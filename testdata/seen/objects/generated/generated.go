// Package generated has the responses of an API as types, as a generator writes them.
package generated

import (
	"encoding/json"
	"net/http"
)

// A Problem is what errors look like.
type Problem struct {
	Message string `json:"message"`
}

// A PetResponse is one of those below.
type PetResponse interface {
	VisitPetResponse(w http.ResponseWriter) error
}

// Pet200 is a pet.
type Pet200 struct {
	Tags []string `json:"tags"`
}

// VisitPetResponse writes it.
func (r Pet200) VisitPetResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(200)
	return json.NewEncoder(w).Encode(r)
}

// Pet404 says that there is none.
type Pet404 Problem

// VisitPetResponse writes it.
func (r Pet404) VisitPetResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(404)
	return json.NewEncoder(w).Encode(r)
}

// PetDefault is any other error.
type PetDefault struct {
	Body       Problem
	StatusCode int
}

// VisitPetResponse writes it.
func (r PetDefault) VisitPetResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.StatusCode)
	return json.NewEncoder(w).Encode(r.Body)
}

// Pet204 has no body.
type Pet204 struct{}

// VisitPetResponse writes it.
func (Pet204) VisitPetResponse(w http.ResponseWriter) error {
	w.WriteHeader(204)
	return nil
}

// Pet503 is text.
type Pet503 string

// VisitPetResponse writes it.
func (r Pet503) VisitPetResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(503)
	_, err := w.Write([]byte(r))
	return err
}
