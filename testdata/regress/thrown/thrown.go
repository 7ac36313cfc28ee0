// Package thrown panics with an error of its own, which is meant to be answered.
package thrown

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A Refusal is thrown by handlers.
type Refusal struct {
	Status  int    `json:"-"`
	Message string `json:"message"`
}

// Catch answers what handlers throw.
func Catch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover().(type) {
			case nil:
			case *Refusal:
				send(w, p.Status, p) // ok: what it is made of
			default:
				send(w, http.StatusInternalServerError, &Refusal{Message: "internal error"}) // ok: constant text
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// CatchAll answers whatever is thrown.
func CatchAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				send(w, http.StatusInternalServerError, &Refusal{Message: fmt.Sprint(p)}) // want `\(errleak/panic\)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
