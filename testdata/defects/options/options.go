// Package options answers through functional options: neither the status nor the
// text of an answer is followed through the list of closures.
package options

import (
	"encoding/json"
	"net/http"
	"os"
)

type answer struct {
	status int
	body   any
}

type option func(*answer)

func status(code int) option { return func(a *answer) { a.status = code } }
func body(v any) option      { return func(a *answer) { a.body = v } }

func send(w http.ResponseWriter, options ...option) {
	a := answer{status: http.StatusOK}
	for _, o := range options {
		o(&a)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body)
}

func invented(w http.ResponseWriter, r *http.Request) {
	send(w, status(498), body("gone")) // want `send answers 498, which is not a registered status.*\(statuscode/unregistered\)`
}

func leaking(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("orders"); err != nil {
		send(w, status(http.StatusInternalServerError), body(map[string]string{"error": err.Error()})) // want `\(errleak/error\)`
		return
	}
	send(w, body("fine")) // ok
}
