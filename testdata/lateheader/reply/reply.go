// Package reply answers for its importers.
package reply

import (
	"encoding/json"
	"net/http"
)

// NoStore keeps caches out.
func NoStore(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
}

// Trace sets a header where there is an id.
func Trace(w http.ResponseWriter, id string) {
	if id != "" {
		w.Header().Set("X-Trace", id)
	}
}

// JSON answers.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// Body encodes a value under whatever status was set.
func Body(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}
