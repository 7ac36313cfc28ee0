// Package reply sends the responses of the examples that the rules' pages show.
package reply

import (
	"encoding/json"
	"net/http"
)

// Problem is the body of an error.
type Problem struct {
	Message string `json:"message"`
}

// JSON sends a value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// Error sends an error.
func Error(w http.ResponseWriter, status int, message string) {
	JSON(w, status, Problem{message})
}

// OK sends a 500 for an error, and reports whether there was none.
func OK(w http.ResponseWriter, err error) bool {
	if err != nil {
		Error(w, http.StatusInternalServerError, "internal error")
		return false
	}
	return true
}
