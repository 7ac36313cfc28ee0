// Package joins puts paths below others in each router; what is said of a route is
// also asked of it.
package joins

import "net/http"

func onStd(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

// Std takes a prefix off, and looks at what is left.
func Std() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/{$}", onStd)   // route GET /v1/{$} joins.onStd
	mux.HandleFunc("GET /v1/users", onStd) // route GET /v1/users joins.onStd
	sub := http.NewServeMux()
	sub.HandleFunc("GET /x", onStd)   // route GET /api/x joins.onStd
	sub.HandleFunc("GET /{$}", onStd) // route GET /api/{$} joins.onStd
	mux.Handle("/api/", http.StripPrefix("/api", sub))
	return mux
}
