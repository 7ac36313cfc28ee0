// Package reply answers in JSON.
package reply

import (
	"encoding/json"
	"net/http"
)

// Error is the body of every error.
type Error struct {
	Message string `json:"message"`
}

// JSON answers with a status and a body.
func JSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// Missing answers 404, whatever its caller documents.
func Missing(w http.ResponseWriter) {
	JSON(w, http.StatusNotFound, Error{"not found"})
}
