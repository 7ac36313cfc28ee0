// Package reply sends what the fixture of shapes hands to it.
package reply

import (
	"encoding/json"
	"net/http"
)

// A Body is an error of an answer.
type Body struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
	TraceID string `json:"trace_id,omitempty"`
	Err     error  `json:"-"`
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Fail answers with a Body.
func Fail(w http.ResponseWriter, status int, message string) {
	JSON(w, status, Body{Status: status, Message: message})
}

// Gone answers with a map.
func Gone(w http.ResponseWriter, message string) {
	JSON(w, http.StatusGone, map[string]any{"error": message, "code": http.StatusGone})
}

// A Box holds any value.
type Box[T any] struct {
	Data T `json:"data"`
}
