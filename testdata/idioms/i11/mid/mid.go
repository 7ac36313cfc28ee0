// Package mid catches what handlers throw.
package mid

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// Tell answers with what was thrown.
func Tell(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				Send(w, http.StatusInternalServerError, fmt.Sprintf("%v", v)) // want `\(errleak/panic\)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Keep logs what was thrown.
func Keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				slog.Error(fmt.Sprintf("%v", v), "stack", string(debug.Stack()))
				Send(w, http.StatusInternalServerError, "internal error") // ok: constant text
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Trace answers with the stack, through a method of its own.
func Trace(next http.Handler) http.Handler { return tracer{next} }

type tracer struct{ next http.Handler }

func (t tracer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer t.rescue(w)
	t.next.ServeHTTP(w, r)
}

func (tracer) rescue(w http.ResponseWriter) {
	if v := recover(); v != nil {
		slog.Error("panic", "value", v)
		Send(w, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	}
}

// Send answers with a text.
func Send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}
