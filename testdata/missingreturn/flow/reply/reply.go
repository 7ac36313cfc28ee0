// Package reply is how the handlers of package flow answer.
package reply

import (
	"encoding/json"
	"net/http"
)

// JSON answers with any value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Fail answers with an error, and returns nil so that handlers can return it.
func Fail(w http.ResponseWriter, status int) error {
	JSON(w, status, map[string]string{"message": "failed"})
	return nil
}
