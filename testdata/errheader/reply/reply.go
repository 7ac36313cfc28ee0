// Package reply answers for its importers.
package reply

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// Error sends a message.
func Error(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"status": status, "title": message})
}

// Unauthorized says how to sign in.
func Unauthorized(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="shop"`)
	Error(w, http.StatusUnauthorized, "sign in")
}

// Forgetful does not.
func Forgetful(w http.ResponseWriter) {
	Error(w, http.StatusUnauthorized, "sign in")
}

// Logged sends a message and logs which request it is for.
func Logged(w http.ResponseWriter, r *http.Request, status int, message string) {
	slog.InfoContext(r.Context(), message, "path", r.URL.Path)
	Error(w, status, message)
}

// With sets a header that the caller names.
func With(w http.ResponseWriter, status int, name, value string) {
	w.Header().Set(name, value)
	Error(w, status, "no")
}

// Pairs sets those that the caller lists.
func Pairs(w http.ResponseWriter, status int, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		w.Header().Set(pairs[i], pairs[i+1])
	}
	Error(w, status, "no")
}
