// Package google holds one file for each row of the contract google that a rule checks:
// every bad answer beside a good one that differs in one thing.
package google

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

// A status is what an error is.
type status struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Status  string `json:"status"`
	Details []any  `json:"details,omitempty"`
}

// An errorBody is the contract's error body.
type errorBody struct {
	Error status `json:"error"`
}

type book struct {
	Name string `json:"name"`
}
