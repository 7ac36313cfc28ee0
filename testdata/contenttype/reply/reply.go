// Package reply answers for its importers.
package reply

import (
	"encoding/json"
	"net/http"
)

// JSON labels what it sends.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// Bare leaves that to its caller.
func Bare(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
