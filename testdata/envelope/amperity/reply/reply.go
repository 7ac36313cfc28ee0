// Package reply answers with bodies of its own.
package reply

import (
	"encoding/json"
	"net/http"
)

// A Fault is the contract's body.
type Fault struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"request_id,omitempty"`
}

// A Problem is not.
type Problem struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Fail answers with a Fault.
func Fail(w http.ResponseWriter, status int, message string) {
	JSON(w, status, Fault{Status: status, Message: message})
}

// Broken answers with a Problem.
func Broken(w http.ResponseWriter, status int, message string) {
	JSON(w, status, &Problem{Code: status, Msg: message})
}

// NotFound answers with a Problem, and says with which status: it is judged here.
func NotFound(w http.ResponseWriter, message string) {
	JSON(w, http.StatusNotFound, Problem{Code: 404, Msg: message}) // want `JSON sends a 404 body in which "status" is missing, and "msg" should be named "message"; contract amperity requires status, message \(envelope\)`
}

// Conflict fixes the status, the body is the caller's.
func Conflict(w http.ResponseWriter, v any) { JSON(w, http.StatusConflict, v) }

// Legacy leaves the status to its callers, and says that it is for errors.
func Legacy(w http.ResponseWriter, status int, message string) {
	JSON(w, status, map[string]any{"status": status, "error": message}) // want `JSON sends a body in which "message" is missing; contract amperity requires status, message \(envelope\)`
}

// Named differs in the name of a member.
func Named(w http.ResponseWriter, status int, message string) {
	JSON(w, status, map[string]any{"status": status, "name": message}) // ok: it may be no error
}
