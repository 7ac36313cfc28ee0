// Package reply sends errors as the contract wants them.
package reply

import (
	"encoding/json"
	"net/http"
)

type item struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

// JSON sends a value.
func JSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

// Error sends an error.
func Error(w http.ResponseWriter, code int, message string) {
	JSON(w, code, map[string][]item{"errors": {{Code: "error", Message: message}}})
}
