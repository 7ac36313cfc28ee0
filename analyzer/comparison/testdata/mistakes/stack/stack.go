// Package stack sends clients a stack trace.
package stack

import (
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
)

// Recover responds for handlers that panic.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Printf("%s %s: %v", r.Method, r.URL.Path, v)
				w.WriteHeader(http.StatusInternalServerError)
				_, _ = fmt.Fprintf(w, "internal error\n%s", debug.Stack()) // MISTAKE: the stack
			}
		}()
		next.ServeHTTP(w, r)
	})
}
