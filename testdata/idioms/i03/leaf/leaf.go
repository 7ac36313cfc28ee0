// Package leaf answers if there is something to answer.
package leaf

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// Send answers with a text.
func Send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}

// Passed reports whether err is nil; if not, it has answered with the error's text.
func Passed(w http.ResponseWriter, status int, err error) bool {
	if err == nil {
		return true
	}
	Send(w, status, err.Error()) // want `\(errleak/error\)`
	return false
}

// PassedQuietly reports whether err is nil; if not, it has answered with the
// status's own text.
func PassedQuietly(w http.ResponseWriter, status int, err error) bool {
	if err != nil {
		slog.Error("request failed", "error", err)
		Send(w, status, http.StatusText(status)) // ok: the status's text
		return false
	}
	return true
}
