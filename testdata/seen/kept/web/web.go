// Package web has contexts that keep the response of a handler, and send it afterwards.
package web

import (
	"encoding/json"
	"net/http"
)

// A Context keeps a response.
type Context struct {
	*http.Request
	status int
	body   any
}

// Reply responds.
func (c *Context) Reply(status int, v any) { c.status, c.body = status, v }

// Fail responds with an error.
func (c *Context) Fail(status int, message string) {
	c.status = status
	c.body = map[string]string{"error": message}
}

// Failed reports whether it has.
func (c *Context) Failed() bool { return c.status >= 400 }

// A Handler responds through a context.
type Handler func(c *Context)

// Adapt runs handlers one after the other.
func Adapt(hs ...Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := &Context{Request: r, status: http.StatusOK}
		for _, h := range hs {
			h(c)
			if c.Failed() {
				break
			}
		}
		c.send(w)
	}
}

func (c *Context) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(c.status)
	json.NewEncoder(w).Encode(c.body)
}

// A Page is what a View fills.
type Page struct {
	Status  int
	Title   string
	Message string
}

// A View fills a page.
type View func(r *http.Request, p *Page) error

func (v View) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p := Page{Status: http.StatusOK}
	if err := v(r, &p); err != nil {
		p.Status, p.Message = http.StatusInternalServerError, "internal error"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(map[string]string{"title": p.Title, "message": p.Message})
}
