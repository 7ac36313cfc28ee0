// Package answer answers errors with JSON.
package answer

import (
	"encoding/json"
	"net/http"
)

// Refuse answers an error.
func Refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": message})
}
