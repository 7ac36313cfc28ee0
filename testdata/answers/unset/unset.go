// Package unset has handlers that leave their status to the server or to the API, at
// least on a way; "…" says that there may be other answers.
package unset

import (
	"net/http"
	"strings"
	"time"
)

type api struct {
	tokens map[string]string
	status func() int
}

func (a *api) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/logo", a.logo)
	mux.HandleFunc("/terms", a.terms)
	mux.HandleFunc("/secret", a.secret)
	mux.HandleFunc("/begun", a.begun)
	mux.HandleFunc("/each", a.each)
	mux.HandleFunc("/nothing", nothing)
	mux.HandleFunc("/header", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Allow", "GET") }) // answers 200
	return mux
}

// The statuses of a file are the API's.
func (a *api) logo(w http.ResponseWriter, r *http.Request) { // answers 200 206 301 304 400 403 404 412 416 500
	http.ServeFile(w, r, "logo.svg")
}

func (a *api) terms(w http.ResponseWriter, r *http.Request) { // answers 200 206 304 401 412 416 500
	if r.Header.Get("Authorization") == "" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	content(w, r, "terms")
}

func content(w http.ResponseWriter, r *http.Request, name string) {
	http.ServeContent(w, r, name, time.Time{}, strings.NewReader(name))
}

// The helper tells whether it has answered.
func (a *api) secret(w http.ResponseWriter, r *http.Request) { // answers 200 401 403
	if !a.allowed(w, r) {
		return
	}
	w.Write([]byte("secret"))
}

func (a *api) allowed(w http.ResponseWriter, r *http.Request) bool {
	token := r.Header.Get("Authorization")
	if token == "" {
		http.Error(w, "no token", http.StatusUnauthorized)
		return false
	}
	if a.tokens[token] == "" {
		http.Error(w, "not yours", http.StatusForbidden)
		return false
	}
	return true
}

// The helper has sent a status that is not known.
func (a *api) begun(w http.ResponseWriter, r *http.Request) { // answers …
	a.begin(w)
	w.Write([]byte("begun"))
}

func (a *api) begin(w http.ResponseWriter) { w.WriteHeader(a.status()) }

// The literal is run by a helper, which responds where it does not run it.
func (a *api) each(w http.ResponseWriter, r *http.Request) { // answers 200 400 404
	with(w, r, func(name string) {
		if a.tokens[name] == "" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Write([]byte(name))
	})
}

func with(w http.ResponseWriter, r *http.Request, f func(name string)) {
	if name := r.FormValue("name"); name != "" {
		f(name)
	} else {
		w.WriteHeader(http.StatusBadRequest)
	}
}

// Nothing is written, and the server answers.
func nothing(w http.ResponseWriter, r *http.Request) { // answers 200
}

// It is registered nowhere: who calls it may write.
func helper(w http.ResponseWriter, r *http.Request) { // answers …
}

var _ = helper
