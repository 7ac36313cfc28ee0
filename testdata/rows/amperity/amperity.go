// Package amperity holds one file for each row of the contract amperity that
// a rule checks: every bad answer beside a good one that differs in one thing.
package amperity

import (
	"encoding/json"
	"errors"
	"net/http"
)

// A fault is the contract's error body.
type fault struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"request_id,omitempty"`
	TraceID   string `json:"trace_id,omitempty"`
}

// fail answers with a fixed text; the status is the caller's.
func fail(w http.ResponseWriter, status int) {
	failWith(w, status, "the campaign cannot be changed now")
}

// failWith answers with the caller's text.
func failWith(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encode(w, fault{Status: status, Message: message})
}

// send answers with a value.
func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encode(w, v)
}

// encode writes a body after its status.
func encode(w http.ResponseWriter, v any) {
	_ = json.NewEncoder(w).Encode(v)
}

// body is the error body for a status that was sent already.
func body(status int) fault {
	return fault{Status: status, Message: "the campaign cannot be changed now"}
}

type campaign struct {
	Name string `json:"name"`
}

// A backing is where campaigns come from: its errors are internal.
type backing interface {
	Load(name string) (campaign, error)
	Save(c campaign) error
}

// Handler carries what the rows' handlers need.
type Handler struct {
	backing backing
}

var errPaused = errors.New("the campaign is paused")
