// Package reply responds for others, through a variable and through an interface.
package reply

import (
	"encoding/json"
	"net/http"
)

// Send is how the services of this house respond. It is assigned here alone.
var Send = func(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// Either is one of two functions: which, is not known.
var Either = sendNothing

func sendNothing(w http.ResponseWriter, status int) {}

func sendStatus(w http.ResponseWriter, status int) { w.WriteHeader(status) }

// Loud makes Either respond.
func Loud() { Either = sendStatus }

// A Renderer responds.
type Renderer interface {
	Render(w http.ResponseWriter, status int, v any)
}

type asJSON struct{ indent string }

func (a asJSON) Render(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetIndent("", a.indent)
	enc.Encode(v)
}

// New returns the one Renderer that there is.
func New() Renderer { return asJSON{"\t"} }

// A Context is what handlers of this house get.
type Context interface {
	Param(name string) string
	JSON(status int, v any) error
}

type context struct {
	w http.ResponseWriter
	r *http.Request
}

func (c *context) Param(name string) string { return c.r.PathValue(name) }

func (c *context) JSON(status int, v any) error {
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	return json.NewEncoder(c.w).Encode(v)
}

// Handle adapts a handler of this house.
func Handle(h func(Context)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(&context{w, r}) }
}
