// Package wpp builds routers whose own answers are no JSON.
package wpp

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/mux"
)

func hello(w http.ResponseWriter, r *http.Request) { _ = json.NewEncoder(w).Encode("hello") }

func serve() error {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror/router\)`
	m.HandleFunc("GET /hello", hello)
	return http.ListenAndServe(":80", m)
}

// A route for all that is left: no 404, and no 405.
func caught() error {
	m := http.NewServeMux() // ok
	m.HandleFunc("GET /hello", hello)
	m.HandleFunc("/", hello)
	return http.ListenAndServe(":80", m)
}

// A route for all that is asked for with GET.
func caughtGet() error {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("GET /hello", hello)
	m.HandleFunc("GET /", hello)
	return http.ListenAndServe(":80", m)
}

// Who gets it may put it behind something.
func Handed() http.Handler {
	m := http.NewServeMux() // ok
	m.HandleFunc("GET /hello", hello)
	return m
}

func routes() http.Handler {
	m := http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract wpp requires a JSON body with errors\[\]`
	m.HandleFunc("GET /hello", hello)
	return m
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func server() *http.Server {
	return &http.Server{Addr: ":80", Handler: logged(routes())}
}

func gorilla() error {
	m := mux.NewRouter() // ok: its answers are replaced
	m.NotFoundHandler = http.HandlerFunc(hello)
	m.MethodNotAllowedHandler = http.HandlerFunc(hello)
	m.HandleFunc("/hello", hello)
	return http.ListenAndServe(":80", m)
}

func engine() error {
	e := gin.New() // want `gin\.New sends its own 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
	e.GET("/hello", func(c *gin.Context) { c.JSON(http.StatusOK, "hello") })
	return e.Run(":80")
}

func chain() error {
	r := chi.NewRouter()                                   // want `chi\.NewRouter sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\]`
	r.Use(middleware.AllowContentType("application/json")) // want `middleware\.AllowContentType sends its own 415 without a body; contract wpp requires a JSON body with errors\[\]`
	r.Use(middleware.RequestID)
	r.Get("/hello", hello)
	return http.ListenAndServe(":80", http.TimeoutHandler(r, 1e9, "too slow")) // want `http\.TimeoutHandler sends its own 503 as text/plain; contract wpp requires a JSON body with errors\[\]`
}
