// Package registry serves handlers that others give it.
package registry

import "net/http"

// A Registry labels what its handlers send.
type Registry struct{ handlers map[string]http.HandlerFunc }

// Add adds a handler.
func (r *Registry) Add(name string, h http.HandlerFunc) { r.handlers[name] = h }

// ServeHTTP serves the handler of a name.
func (r *Registry) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if h := r.handlers[req.URL.Path]; h != nil {
		h(w, req)
	}
}
