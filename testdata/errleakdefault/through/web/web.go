// Package web logs what has failed, and sends it.
package web

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
)

// Fail responds with a status and a text.
func Fail(w http.ResponseWriter, r *http.Request, status int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "text", text)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": text})
}
