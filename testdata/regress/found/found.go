// Package found has an error type that is no pointer, found in a chain.
package found

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
)

// A Fault says what is wrong, and why.
type Fault struct {
	Status int
	Text   string
	cause  error
}

func (f Fault) Error() string {
	if f.cause != nil {
		return f.Text + ": " + f.cause.Error()
	}
	return f.Text
}

// Write answers an error.
func Write(w http.ResponseWriter, err error) {
	var f Fault
	if errors.As(err, &f) {
		slog.Error("fault", "error", f) // ok: the log
		send(w, f.Status, f.Text)       // ok: without the cause
		return
	}
	send(w, http.StatusInternalServerError, "internal error")
}

// WriteAll answers all of it.
func WriteAll(w http.ResponseWriter, err error) {
	var f Fault
	if errors.As(err, &f) {
		send(w, f.Status, f.Error()) // want `\(errleak/error\)`
		return
	}
	send(w, http.StatusInternalServerError, "internal error")
}

// A Plain says what is wrong and no more.
type Plain struct{ Text string }

func (p Plain) Error() string { return p.Text }

// WritePlain answers all of it as well.
func WritePlain(w http.ResponseWriter, err error) {
	var p Plain
	if errors.As(err, &p) {
		send(w, http.StatusBadRequest, p.Error()) // ok: a text that the code gave it
		return
	}
	send(w, http.StatusInternalServerError, "internal error")
}

func send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}
