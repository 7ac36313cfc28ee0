// Package desk runs handlers of its own, which get a context that is an interface.
package desk

import (
	"encoding/json"
	"net/http"
)

// A Context is what handlers respond through.
type Context interface {
	Fail(status int, err error)
	Send(status int, v any)
}

type visit struct {
	w http.ResponseWriter
	r *http.Request
}

func (v *visit) Fail(status int, err error) {
	v.Send(status, map[string]string{"error": err.Error()})
}

func (v *visit) Send(status int, body any) {
	v.w.Header().Set("Content-Type", "application/json")
	v.w.WriteHeader(status)
	json.NewEncoder(v.w).Encode(body)
}

// Handle runs a handler.
func Handle(h func(Context)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h(&visit{w, r}) })
}

// A Bin takes what a Context does, and sends nothing.
type Bin interface {
	Fail(status int, err error)
	Drop(v any)
}

type bin struct{ dropped []any }

func (b *bin) Fail(_ int, err error) { b.Drop(err.Error()) }
func (b *bin) Drop(v any)            { b.dropped = append(b.dropped, v) }

// NewBin returns a bin.
func NewBin() Bin { return &bin{} }
