// Package orders has a mux of its own, which others mount, and a helper for them.
package orders

import "net/http"

// Dynamic is set from outside.
var Dynamic string

// Handler is to be mounted, less its prefix.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{id}", Get) // route GET /orders/{id} orders.Get
	return mux
}

// Admin is to be mounted as it is.
func Admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /admin/users", Get) // route GET /admin/users orders.Get
	return mux
}

// Get answers.
func Get(w http.ResponseWriter, r *http.Request) {}

// A Registrar adds what all handlers have.
type Registrar struct{ Mux *http.ServeMux }

// Add registers a handler.
func (r Registrar) Add(pattern string, h http.HandlerFunc) {
	r.Mux.Handle(pattern, http.MaxBytesHandler(h, 1<<20))
}
