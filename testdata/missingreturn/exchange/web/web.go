// Package web has a service's own context, which handlers get beside the writer, take out
// of the request, or fill for themselves.
package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
)

// Context keeps the writer of a request.
type Context struct {
	out    http.ResponseWriter
	in     *http.Request
	debug  *bool
	mu     sync.Mutex
	failed bool
}

// Handler is a handler that gets its context beside writer and request.
type Handler func(c *Context, w http.ResponseWriter, r *http.Request)

func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h(&Context{out: w, in: r}, w, r)
}

// Use puts another writer around the one that the context has.
func (c *Context) Use(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out, c.in = w, r
}

// Fail sends an error, if there is anybody to send it to.
func (c *Context) Fail(status int, message string) {
	c.mu.Lock()
	out, in := c.out, c.in
	c.failed = true
	c.mu.Unlock()
	if out == nil || in == nil {
		return
	}
	out.Header().Set("Content-Type", "application/json")
	out.WriteHeader(status)
	_ = json.NewEncoder(out).Encode(map[string]string{"error": message})
}

// NotFound sends a 404.
func (c *Context) NotFound(what string) {
	if c.debug != nil && *c.debug {
		what = "debug: " + what
	}
	c.Fail(http.StatusNotFound, what+" not found")
}

// Failed reports whether an error was sent.
func (c *Context) Failed() bool { return c.failed }

// JSON sends a value.
func (c *Context) JSON(v any) {
	c.out.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(c.out).Encode(v)
}

type key struct{}

// Attach puts a context into requests.
func Attach(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &Context{out: w}
		c.in = r.WithContext(context.WithValue(r.Context(), key{}, c))
		next.ServeHTTP(w, c.in)
	})
}

// Of returns the context of a request.
func Of(r *http.Request) *Context {
	c, _ := r.Context().Value(key{}).(*Context)
	return c
}

// A Session is a writer itself.
type Session struct {
	http.ResponseWriter
	Request *http.Request
	User    string
}

// Deny sends an error through the session.
func (s *Session) Deny(status int) {
	http.Error(s, http.StatusText(status), status)
}

// Open opens a session for a request.
func Open(w http.ResponseWriter, r *http.Request) *Session {
	return &Session{ResponseWriter: w, Request: r}
}

// SessionOf returns the session of a request.
func SessionOf(ctx context.Context) *Session { return ctx.Value(key{}).(*Session) }

// A Dry run has a writer that nobody sees.
type Dry struct {
	out http.ResponseWriter
	in  *http.Request
}

// Rehearse makes a dry run of a request.
func Rehearse(r *http.Request) *Dry { return &Dry{httptest.NewRecorder(), r} }

// Fail notes an error.
func (d *Dry) Fail(status int) { http.Error(d.out, http.StatusText(status), status) }

// A Tee has two writers.
type Tee struct {
	Out, Log http.ResponseWriter
	In       *http.Request
}

// Note sends an error to one of them.
func (t *Tee) Note(status int) { http.Error(t.Log, http.StatusText(status), status) }
