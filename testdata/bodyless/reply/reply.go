// Package reply answers for its importers.
package reply

import (
	"encoding/json"
	"net/http"
)

// JSON sends a body whatever the status is.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// Careful knows a status that has none.
func Careful(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if status == http.StatusNoContent {
		return
	}
	json.NewEncoder(w).Encode(v)
}

// Ranged knows them by a range.
func Ranged(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	if status < 204 || status >= 400 {
		json.NewEncoder(w).Encode(v)
	}
}

// Asking asks another function.
func Asking(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	if allowed(status) {
		json.NewEncoder(w).Encode(v)
	}
}

func allowed(status int) bool { return status >= 200 && status != 204 && status != 304 }

// Given sends a body if there is one.
func Given(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	if v != nil {
		json.NewEncoder(w).Encode(v)
	}
}
