// Package azure holds one file for each row of the contract azure that a rule checks:
// every bad answer beside a good one that differs in one thing.
package azure

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

// An errorBody is the contract's error body.
type errorBody struct {
	Error fault `json:"error"`
}

type fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target,omitempty"`
}

// fail answers with a code, in the body and in the header.
func fail(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("x-ms-error-code", code)
	send(w, status, errorBody{fault{Code: code, Message: message}})
}

type disk struct {
	Name string `json:"name"`
}
