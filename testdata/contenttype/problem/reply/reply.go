// Package reply answers for its importers.
package reply

import (
	"encoding/json"
	"net/http"
)

// JSON sends a value, whatever the status.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // ok: nobody of the package sends an error with it
}

// Problem sends a problem.
func Problem(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": title, "status": status}) // ok
}

// Missing sends an error of its own.
func Missing(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": "Not Found"}) // want `\(\*json\.Encoder\)\.Encode sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
}
