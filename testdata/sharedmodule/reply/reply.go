// Package reply is what the services of a house share: a module of its own.
package reply

import (
	"encoding/json"
	"io"
	"net/http"
)

// Fail sends the text of an error.
func Fail(w http.ResponseWriter, err error) {
	http.Error(w, "failed: "+err.Error(), http.StatusInternalServerError)
}

// FailIf does so if there is one, and says so.
func FailIf(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	return err != nil
}

// Problem sends an error as JSON, with the words of the caller.
func Problem(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": message})
}

// Hidden logs an error and says nothing of it.
func Hidden(w http.ResponseWriter, err error, log func(error)) {
	log(err)
	Problem(w, http.StatusInternalServerError, "internal error")
}

// To writes JSON to a response that it is given as a writer.
func To(w io.Writer, status int, v any) error {
	if rw, ok := w.(http.ResponseWriter); ok {
		rw.Header().Set("Content-Type", "application/json")
		rw.WriteHeader(status)
	}
	return json.NewEncoder(w).Encode(v)
}

// A tracked writer counts.
type tracked struct {
	http.ResponseWriter
	n int
}

// A Call holds a response two members below.
type Call struct {
	Request *http.Request
	out     *output
}

type output struct{ tracked *tracked }

// Controller is embedded by those who respond.
type Controller struct{ Call *Call }

// Send sends JSON.
func (c *Controller) Send(status int, v any) {
	w := c.Call.out.tracked
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
