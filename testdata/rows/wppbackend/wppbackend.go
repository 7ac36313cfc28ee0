// Package wppbackend holds one file for each row of the contract wpp that a rule
// checks in the role backend: every bad answer beside a good one that differs in
// one thing.
package wppbackend

import (
	"encoding/json"
	"net/http"
)

// An item is one error of an answer.
type item struct {
	ErrorCode     string `json:"errorCode"`
	ErrorMessage  string `json:"errorMessage"`
	CorrelationID string `json:"correlationId,omitempty"`
}

// errorBody is the contract's error body.
type errorBody struct {
	Errors []item `json:"errors"`
}

// fail answers with a fixed text; the status is the caller's.
func fail(w http.ResponseWriter, status int) {
	failWith(w, status, "the product cannot be changed now")
}

// failWith answers with the caller's text.
func failWith(w http.ResponseWriter, status int, message string) {
	send(w, status, errorBody{Errors: []item{{ErrorCode: "product", ErrorMessage: message}}})
}

// send answers with a value.
func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encode(w, v)
}

// encode writes a body after its status.
func encode(w http.ResponseWriter, v any) {
	_ = json.NewEncoder(w).Encode(v)
}

// body is the error body for a status that was sent already.
func body() errorBody {
	return errorBody{Errors: []item{{ErrorCode: "product", ErrorMessage: "the product cannot be changed now"}}}
}

type product struct {
	ID string `json:"id"`
}

// A source is where products come from: its errors are internal.
type source interface {
	Load(id string) (product, error)
}

// Handler carries what the rows' handlers need.
type Handler struct {
	source source
}
