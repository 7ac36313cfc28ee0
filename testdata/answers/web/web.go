// Package web adapts handlers that return errors.
package web

import (
	"encoding/json"
	"errors"
	"net/http"
)

// An Error is answered with its status.
type Error struct {
	Status  int
	Message string
}

func (e *Error) Error() string { return e.Message }

// Fail makes an error.
func Fail(status int, message string) error { return &Error{status, message} }

// JSON answers.
func JSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

// A Handler leaves its errors to others.
type Handler func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP answers them.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h(w, r)
	var known *Error
	switch {
	case err == nil:
	case errors.As(err, &known):
		_ = JSON(w, known.Status, known.Message)
	default:
		_ = JSON(w, http.StatusInternalServerError, "internal")
	}
}
