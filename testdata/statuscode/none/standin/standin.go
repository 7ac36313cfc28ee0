// Package standin has a server for the tests of other packages.
package standin

import (
	"net/http"
	"net/http/httptest"
)

// Server answers what no client knows.
func Server() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(600) // ok: only tests see it
	}))
}
