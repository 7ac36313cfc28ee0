// Package reply prints errors for whoever calls it.
package reply

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

type body struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func encode(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Fail is the leak point of its callers.
func Fail(w http.ResponseWriter, status int, err error) {
	encode(w, status, body{Status: status, Message: err.Error()}) // want `internal error text is sent to the client in the response body \(errleak/error\)`
}

// Hide logs the error and sends the status text.
func Hide(w http.ResponseWriter, status int, err error) {
	slog.Error("request failed", "error", err)
	encode(w, status, body{Status: status, Message: http.StatusText(status)}) // ok
}

// A Reply is built step by step.
type Reply struct {
	w      http.ResponseWriter
	status int
	text   string
}

// New starts a reply.
func New(w http.ResponseWriter) *Reply { return &Reply{w: w, status: http.StatusInternalServerError} }

// Because keeps the text of an error.
func (r *Reply) Because(err error) *Reply {
	r.text = err.Error() // shown at the calls of Send that are known: see Built
	return r
}

// Send answers.
func (r *Reply) Send() { encode(r.w, r.status, body{Status: r.status, Message: r.text}) }
