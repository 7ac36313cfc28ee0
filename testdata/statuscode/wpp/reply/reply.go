// Package reply is how the handlers of package wpp answer.
package reply

import (
	"encoding/json"
	"net/http"
)

// Item is one error.
type Item struct {
	ErrorCode    string `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
}

// JSON answers with any value.
func JSON[T any](w http.ResponseWriter, status int, v T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status) // ok: the caller's
	_ = json.NewEncoder(w).Encode(v)
}

// Error answers with one error.
func Error(w http.ResponseWriter, status int, message string) {
	JSON(w, status, map[string][]Item{"errors": {{"item", message}}})
}

// A Reply collects an answer.
type Reply struct {
	w      http.ResponseWriter
	status int
}

// To starts an answer.
func To(w http.ResponseWriter) *Reply { return &Reply{w: w, status: http.StatusOK} }

// Status chooses the status.
func (r *Reply) Status(status int) *Reply {
	r.status = status
	return r
}

// Send sends the answer.
func (r *Reply) Send(message string) { Error(r.w, r.status, message) }

// Gone fixes a status itself.
func Gone(w http.ResponseWriter) {
	Error(w, http.StatusGone, "the item is gone") // want `Error sends 410 Gone, which contract wpp does not document \(statuscode/undocumented\)`
}
