// Package partial replaces the 404 of its routers and leaves the rest.
package partial

import (
	"encoding/json"
	"net/http"
	"net/http/pprof"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/mux"
)

func missing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{}})
}

func chain() error {
	r := chi.NewRouter()                                 // want `chi\.NewRouter sends its own 405 without a body; contract wpp requires a JSON body with errors\[\]`
	r.Use(middleware.RequestID, middleware.Recoverer)    // want `middleware\.Recoverer sends its own 500 without a body; contract wpp requires a JSON body with errors\[\]`
	r.With(middleware.Logger).Get("/hello", missing)     // ok: it answers nothing
	r.Get("/wrapped", middleware.Recoverer(r).ServeHTTP) // ok: not seen to be served
	r.NotFound(missing)
	return http.ListenAndServe(":80", r)
}

func gorilla() error {
	m := mux.NewRouter() // want `mux\.NewRouter sends its own 405 without a body; contract wpp requires a JSON body with errors\[\]`
	m.NotFoundHandler = http.HandlerFunc(missing)
	return http.ListenAndServe(":80", m)
}

func engine() error {
	e := gin.New() // ok: a 405 is off by default
	e.NoRoute(func(c *gin.Context) { c.JSON(http.StatusNotFound, gin.H{"errors": []gin.H{}}) })
	e.Use(gin.Recovery()) // want `gin\.Recovery sends its own 500 without a body; contract wpp requires a JSON body with errors\[\]`
	return e.Run(":80")
}

func full() error {
	e := gin.Default() // want `gin\.Default sends its own 404 as text/plain and an empty 500; contract wpp requires a JSON body with errors\[\]`
	return e.Run(":80")
}

func literal() error {
	m := &http.ServeMux{} // want `http\.ServeMux\{\} sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("GET /hello", missing)
	return http.ListenAndServe(":80", m)
}

func handed() http.Handler {
	m := &http.ServeMux{} // ok: not seen to be served
	m.HandleFunc("GET /hello", missing)
	return m
}

// What is mounted on a mux is served with it, and answers by itself.
func mounted() error {
	m, api := http.NewServeMux(), http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	api.HandleFunc("GET /hello", missing)
	m.Handle("/api/", http.StripPrefix("/api", api))
	m.Handle("/files/", http.StripPrefix("/files", http.FileServer(http.Dir("files"))))
	m.HandleFunc("/", missing)
	return http.ListenAndServe(":80", m)
}

// What operators read is for them.
func profiled() error {
	m := http.NewServeMux() // ok
	m.HandleFunc("/debug/pprof/", pprof.Index)
	m.HandleFunc("/metrics", missing)
	return http.ListenAndServe(":80", m)
}

func profiledAndServed() error {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("/debug/pprof/", pprof.Index)
	m.HandleFunc("/orders", missing)
	return http.ListenAndServe(":80", m)
}

// Who registers more is not known to leave the methods open.
func shared() error {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("/orders", missing)
	register(m)
	return http.ListenAndServe(":80", m)
}

func register(m *http.ServeMux) { m.HandleFunc("GET /carts", missing) }

func tabled(paths []string) error {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("/orders", missing)
	for _, p := range paths {
		m.HandleFunc(p, missing)
	}
	return http.ListenAndServe(":80", m)
}
