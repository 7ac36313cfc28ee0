// Package amperity holds the same answers against the contract amperity.
package amperity

import (
	"encoding/json"
	"net/http"
)

// Text is plain text.
func Text(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", http.StatusNotFound) // want `http.Error sends the 404 as text/plain; contract amperity requires a JSON body with status, message`
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
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends the 400 without a body.*\(rawerror/empty\)`
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
