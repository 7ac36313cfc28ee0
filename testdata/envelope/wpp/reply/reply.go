// Package reply answers with the first of the contract's shapes.
package reply

import (
	"encoding/json"
	"net/http"
)

// An Item is one error.
type Item struct {
	ErrorCode    string `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
	Link         string `json:"link,omitempty"`
}

// A Body holds errors.
type Body struct {
	Errors []Item `json:"errors"`
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Fail answers with one error.
func Fail(w http.ResponseWriter, status int, code, message string) {
	JSON(w, status, Body{Errors: []Item{{ErrorCode: code, ErrorMessage: message}}})
}
