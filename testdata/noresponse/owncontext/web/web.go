// Package web has a context of its own, as an interface, for other packages.
package web

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// A Context is what handlers get.
type Context interface {
	Arg(name string) string
	Send(status int, v any) error
}

type exchange struct {
	w http.ResponseWriter
	r *http.Request
}

func (x *exchange) Arg(name string) string { return x.r.PathValue(name) }

func (x *exchange) Send(status int, v any) error {
	x.w.Header().Set("Content-Type", "application/json")
	x.w.WriteHeader(status)
	return json.NewEncoder(x.w).Encode(v)
}

// Handle runs a handler.
func Handle(h func(Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(&exchange{w, r}); err != nil {
			slog.Error("cannot respond", "error", err)
		}
	}
}

// A Job looks like a Context; one of those that implement it is for no request.
type Job interface {
	Arg(name string) string
	Done(status int, v any) error
}

func (x *exchange) Done(status int, v any) error { return x.Send(status, v) }

type batch []any

func (b batch) Arg(string) string       { return "" }
func (b batch) Done(_ int, v any) error { return nil }

// Run runs a job for a request.
func Run(job func(Job) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := job(&exchange{w, r}); err != nil {
			slog.Error("cannot respond", "error", err)
		}
	}
}
