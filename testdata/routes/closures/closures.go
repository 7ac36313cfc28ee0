// Package main registers its routes through closures, methods and tables.
package main

import (
	"net/http"
	"path"
	"time"
)

type service struct{ base string }

func (s *service) list(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

func (s *service) show(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotFound) }

func (s *service) create() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusCreated) }
}

func traced(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) })
}

func (s *service) routes(mux *http.ServeMux) {
	handle := func(p string, h http.HandlerFunc) {
		mux.Handle(path.Join("/v1", p), traced(h))
	}
	handle("/list", s.list)      // route /v1/list service.list
	handle("/show/{id}", s.show) // route /v1/show/{id} service.show
	below := func(method, p string, h http.Handler) {
		mux.Handle(method+" "+path.Join(s.base, p), traced(h))
	}
	below("POST", "create", s.create())
	for _, rt := range []struct {
		method, path string
		h            http.HandlerFunc
	}{
		{"GET", "/table/list", s.list},
		{"GET", "/table/show", s.show},
	} {
		mux.HandleFunc(rt.method+" "+rt.path, rt.h) // route GET /table/list service.list; GET /table/show service.show
	}
}

func get(mux *http.ServeMux, p string, h http.HandlerFunc) { mux.Handle("GET "+p, traced(h)) }

// Chained returns the method of what it was given, if there is nothing around it.
func Chained(h http.Handler, around ...func(http.HandlerFunc) http.HandlerFunc) http.HandlerFunc {
	if len(around) == 0 {
		return h.ServeHTTP
	}
	next := h.ServeHTTP
	for _, fn := range around {
		next = fn(next)
	}
	return next
}

func main() {
	s := &service{base: "/v2/"}
	mux := http.NewServeMux()
	s.routes(mux)               // route POST /v2/create service.create$1
	get(mux, "/helper", s.show) // route GET /helper service.show
	srv := http.Server{Addr: ":8080", Handler: http.TimeoutHandler(traced(mux), time.Second, "")}
	http.Handle("GET /chained", Chained(http.HandlerFunc(s.list))) // route GET /chained service.list
	srv.ListenAndServe()
}
