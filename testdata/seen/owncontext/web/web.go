// Package web has a context of its own, and adapters.
package web

import (
	"encoding/json"
	"net/http"
)

type Context struct {
	W http.ResponseWriter
	R *http.Request
}

func (c *Context) JSON(code int, v any) error {
	c.W.Header().Set("Content-Type", "application/json")
	c.W.WriteHeader(code)
	return json.NewEncoder(c.W).Encode(v)
}
func (c *Context) Fail(code int, msg string) error {
	return c.JSON(code, map[string]string{"error": msg})
}

type Handler func(*Context) error

func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &Context{W: w, R: r}
	if err := h(c); err != nil {
		c.Fail(500, "internal error")
	}
}

// A Late runs handlers and responds for those that have left it to it.
type Late func(*Page) error

// A Page is what they respond through.
type Page struct {
	W    http.ResponseWriter
	R    *http.Request
	Sent bool
}

// JSON responds.
func (p *Page) JSON(code int, v any) error {
	p.Sent = true
	p.W.Header().Set("Content-Type", "application/json")
	p.W.WriteHeader(code)
	return json.NewEncoder(p.W).Encode(v)
}

func (h Late) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p := &Page{W: w, R: r}
	if err := h(p); err != nil || !p.Sent {
		p.JSON(500, map[string]string{"error": "internal error"})
	}
}
