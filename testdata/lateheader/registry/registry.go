// Package registry serves what other packages give it, as JSON.
package registry

import "net/http"

var handlers = make(map[string]http.Handler)

// Register keeps a handler for Serve.
func Register(name string, h http.Handler) { handlers[name] = h }

// Serve serves what was registered.
func Serve(addr string) error {
	mux := http.NewServeMux()
	for name, h := range handlers {
		mux.Handle("/"+name+"/", labelled(h))
	}
	return http.ListenAndServe(addr, mux)
}

func labelled(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		h.ServeHTTP(w, r)
	})
}
