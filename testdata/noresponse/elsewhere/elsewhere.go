// Package elsewhere responds through a context of its own, which middleware fills and which
// handlers have beside the writer.
package elsewhere

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
)

// A Ctx holds what a request is responded to by.
type Ctx struct {
	mu   sync.Mutex
	resp http.ResponseWriter
	user string
}

func (c *Ctx) SetResp(w http.ResponseWriter) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.resp = w
}

// Fail responds, if there is anybody to respond to.
func (c *Ctx) Fail(message string, err error, status int) {
	c.mu.Lock()
	resp := c.resp
	c.mu.Unlock()
	log.Println(message, err)
	if resp != nil {
		http.Error(resp, message, status)
	}
}

func (c *Ctx) internal(message string, err error) {
	c.Fail(message, err, http.StatusInternalServerError)
}

// Name sends nothing.
func (c *Ctx) Name(err error) string {
	log.Println(c.user, err)
	return c.user
}

// A Log holds no writer.
type Log struct{ prefix string }

func (l *Log) Fail(message string, err error, status int) {
	log.Println(l.prefix, message, err, status)
}

// Captured leaves the response to the context that it captures.
func Captured(c *Ctx, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(r.URL.Path); err != nil {
			c.internal("no such file", err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Logged captures what only logs.
func Logged(l *Log, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(r.URL.Path); err != nil {
			l.Fail("no such file", err, http.StatusNotFound)
			return // want `os.Stat failed and the handler returns without a response`
		}
		next.ServeHTTP(w, r)
	})
}

// Named captures a context that it only asks.
func Named(c *Ctx, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(r.URL.Path); err != nil {
			c.Name(err)
			return // want `os.Stat failed and the handler returns without a response`
		}
		next.ServeHTTP(w, r)
	})
}

type key struct{}

func from(ctx context.Context) *Ctx {
	c, _ := ctx.Value(key{}).(*Ctx)
	return c
}

// Kept finds its context in that of the request.
func Kept(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		from(r.Context()).Fail("n is no number", err, http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(map[string]int{"n": n})
}

// Asserted asks for it itself.
func Asserted(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		r.Context().Value(key{}).(*Ctx).Fail("n is no number", err, http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(map[string]int{"n": n})
}

var current Ctx

// Shared has it in a variable.
func Shared(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		current.Fail("n is no number", err, http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(map[string]int{"n": n})
}

// Anyway goes on after the context has responded: what it writes is not sent as a success.
func Anyway(c *Ctx) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := json.Marshal(c.user)
		if err != nil {
			c.internal("cannot be encoded", err)
		}
		_, _ = w.Write(data)
	}
}

// AnywayLogged goes on after a line in the log.
func AnywayLogged(l *Log) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := os.ReadFile(l.prefix)
		if err != nil {
			l.Fail("cannot be read", err, http.StatusInternalServerError)
		}
		_, _ = w.Write(data) // want `os.ReadFile failed and Write sends its result anyway`
	}
}
