// Package jsonapi holds one file for each row of the contract jsonapi that a rule checks:
// every bad answer beside a good one that differs in one thing.
package jsonapi

import (
	"encoding/json"
	"net/http"
)

// send answers with a value.
func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/vnd.api+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// A failure is an error object.
type failure struct {
	Status string `json:"status,omitempty"`
	Title  string `json:"title,omitempty"`
	Detail string `json:"detail"`
}

type article struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}
