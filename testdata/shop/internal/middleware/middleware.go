// Package middleware is what every request passes before a handler sees it.
package middleware

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"example.com/shop/internal/reply"
)

// A Middleware wraps a handler.
type Middleware func(http.Handler) http.Handler

// Chain wraps a handler in middlewares, the first one outermost.
func Chain(h http.Handler, ms ...Middleware) http.Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

type idKey struct{}

// RequestID gives each request a number, the client's own if it brought one.
func RequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-Id")
		if id == "" {
			id = rand.Text()
		}
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), idKey{}, id)))
	})
}

// ID returns the number that RequestID gave.
func ID(ctx context.Context) string {
	id, _ := ctx.Value(idKey{}).(string)
	return id
}

// recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
}

func (w *recorder) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status) // ok: the handler's
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Logging logs each request with its status and duration.
func Logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		slog.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path,
			"status", rec.status, "took", time.Since(start), "id", ID(r.Context()))
	})
}

// Recover answers for handlers that panicked.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			switch v {
			case nil:
				return
			case http.ErrAbortHandler:
				panic(v)
			}
			slog.ErrorContext(r.Context(), "panic", "value", fmt.Sprint(v), "stack", string(debug.Stack())) // ok: the log
			reply.Error(w, http.StatusInternalServerError, "internal", "something went wrong on our side")
		}()
		next.ServeHTTP(w, r)
	})
}

// RecoverJobs answers for jobs that panicked, and is older than Recover.
func RecoverJobs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				b := reply.To(w).Status(http.StatusInternalServerError)
				b.Add("panic", fmt.Sprintf("job failed: %v", v)) // BAD(errleak/panic): what the job panicked with
				b.Add("stack", string(debug.Stack()))            // BAD(errleak/stack): the goroutine's stack, with paths and line numbers
				b.Correlate(ID(r.Context())).Send()
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Auth lets a request through that carries one of the tokens; the token's owner
// travels in the context.
func Auth(tokens map[string]string) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok {
				w.Header().Set("WWW-Authenticate", "Bearer")
				reply.Error(w, http.StatusUnauthorized, "token", "the bearer token is missing") // ok
				return
			}
			owner, ok := tokens[token]
			if !ok {
				w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
				w.WriteHeader(http.StatusUnauthorized) // BAD(rawerror/empty): a 401 without errors[]
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ownerKey{}, owner)))
		})
	}
}

type ownerKey struct{}

// Owner returns whose token a request carried.
func Owner(ctx context.Context) string {
	owner, _ := ctx.Value(ownerKey{}).(string)
	return owner
}

// RateLimit lets each token make so many requests a second.
func RateLimit(perSecond int) Middleware {
	var (
		mu     sync.Mutex
		second int64
		seen   = map[string]int{}
	)
	allow := func(owner string) bool {
		mu.Lock()
		defer mu.Unlock()
		if now := time.Now().Unix(); now != second {
			second = now
			clear(seen)
		}
		seen[owner]++
		return seen[owner] <= perSecond
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if allow(Owner(r.Context())) {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Retry-After", "1")
			reply.Error(w, http.StatusTooManyRequests, "rate", "too many requests, try again in a second") // BAD(statuscode/role): a 429 that only the gateway may send
		})
	}
}

// NoBots turns away clients that say they are robots.
func NoBots(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(strings.ToLower(r.UserAgent()), "bot") {
			reply.Error(w, http.StatusTeapot, "robot", "robots are not served") // BAD(statuscode/undocumented): a 418 that the contract does not know
			return
		}
		next.ServeHTTP(w, r)
	})
}
