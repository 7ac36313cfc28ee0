// Package problem holds the same answers against the contract rfc9457.
package problem

import (
	"encoding/json"
	"net/http"
)

// Text is plain text.
func Text(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; contract rfc9457 requires a problem\+json body`
}

// Number has a status that is no constant.
func Number(w http.ResponseWriter, code int) {
	http.Error(w, "no such order", code) // want `http.Error sends an error as text/plain`
}

// Computed has one that is not to be computed twice.
func Computed(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", pick(r)) // want `http.Error sends the 400 or 404 as text/plain`
}

func pick(r *http.Request) int {
	if r.Host == "" {
		return http.StatusBadRequest
	}
	return http.StatusNotFound
}

// Empty has no body.
func Empty(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusBadRequest) // ok: a body is optional
		return
	}
	w.WriteHeader(http.StatusOK) // ok
}

// String is JSON, but no object.
func String(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode("no such order") // want `Encode sends the 404 as a bare JSON string`
}

// Labelled has a content type of its own.
func Labelled(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode("too short") // want `Encode sends the 400 as a bare JSON string`
		return
	}
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode("no such order") // want `Encode sends the 404 as a bare JSON string`
}

// Phrase has no more to say than its status.
func Phrase(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		http.NotFound(w, r) // want `http.NotFound sends the 404 as text/plain`
		return
	}
	http.Error(w, http.StatusText(http.StatusConflict), http.StatusConflict) // want `http.Error sends the 409 as text/plain`
}
