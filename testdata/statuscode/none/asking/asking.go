// Package asking asks a handler of its own by a recorder.
package asking

import (
	"net/http"
	"net/http/httptest"
)

// Left is not for tests.
func Left(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // want `600`
}

// Ask returns what a handler of the program responds with.
func Ask(h http.Handler, path string) int {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", path, nil))
	return rec.Code
}
