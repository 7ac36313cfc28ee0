// Package mocking is a service of jokes.
package mocking

import "net/http"

// Joke answers what no client knows.
func Joke(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // want `600`
}
