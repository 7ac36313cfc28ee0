// Package reply has a struct and helpers for the handlers of another package.
package reply

import (
	"encoding/json"
	"net/http"
)

// Problem is what the module answers errors with.
type Problem struct {
	Text string `json:"text"`
}

// JSON answers anything.
func JSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

// Fail is called with errors here.
func Fail(w http.ResponseWriter, code int, text string) {
	JSON(w, code, Problem{text}) // want `JSON sends a body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
}

// Say may be for anything, which its callers know.
func Say(w http.ResponseWriter, code int, text string) {
	JSON(w, code, struct {
		Said string `json:"said"`
	}{text}) // ok
}

// Ping answers.
func Ping(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("deep") != "" {
		Fail(w, http.StatusNotFound, "there is no depth") // ok
		return
	}
	JSON(w, http.StatusOK, map[string]bool{"up": true})
}
