// Package zalando holds one file for each row of the contract zalando that a rule checks:
// every bad answer beside a good one that differs in one thing.
package zalando

import (
	"encoding/json"
	"net/http"
)

// send answers with a value.
func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// A problem is the contract's error body.
type problem struct {
	Type     string `json:"type,omitempty"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail,omitempty"`
	Instance string `json:"instance,omitempty"`
}

type order struct {
	ID string `json:"id"`
}

// A source is where orders come from: its errors are internal.
type source interface {
	Load(id string) (order, error)
}

// Handler carries what the rows' handlers need.
type Handler struct {
	source source
}

// fail answers with a problem.
func fail(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(problem{Title: "The order cannot be changed now", Status: status})
}

// encode writes a body after its status.
func encode(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }
