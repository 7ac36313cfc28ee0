// Package guard answers where something is wrong, and says whether it did.
package guard

import (
	"errors"
	"net/http"
)

// OK reports whether err is nil; otherwise it has answered.
func OK(w http.ResponseWriter, err error) bool {
	if err == nil {
		return true
	}
	http.Error(w, "failed", http.StatusInternalServerError)
	return false
}

// Failed is the opposite of OK, and wraps it.
func Failed(w http.ResponseWriter, err error) bool { return !OK(w, err) }

var errAnswered = errors.New("answered")

// Check answers and returns an error, or returns nil.
func Check(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "who are you", http.StatusUnauthorized)
		return errAnswered
	}
	return nil
}

// ID returns the path's id, or answers.
func ID(w http.ResponseWriter, r *http.Request) (string, bool) {
	id := r.PathValue("id")
	if id == "" {
		http.Error(w, "no id", http.StatusBadRequest)
		return "", false
	}
	return id, true
}

// Quiet may have answered, and does not say so.
func Quiet(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
