// Package made runs handlers that it makes on the spot, and has some of its own signature.
package made

import (
	"encoding/json"
	"net/http"
)

func preflight(methods string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Methods", methods)
	}
}

func options(w http.ResponseWriter, r *http.Request) { // answers 200
	preflight("GET, OPTIONS")(w, r)
	w.Header().Set("Access-Control-Expose-Headers", "Content-Length")
}

func refusing(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { // answers 403
		http.Error(w, text, http.StatusForbidden)
	}
}

// The same, of one that responds.
func refused(w http.ResponseWriter, r *http.Request) { // answers 403
	refusing("no")(w, r)
}

func leaving(f func(w http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { f(w) } // answers …
}

var other func(w http.ResponseWriter)

// The same, of one that leaves it to a function that is not known.
func left(w http.ResponseWriter, r *http.Request) { // answers …
	leaving(other)(w, r)
}

// A session is what a handler gets besides.
type session struct{ user string }

type handler func(w http.ResponseWriter, r *http.Request, s *session) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { // answers 500 …
	if err := h(w, r, &session{}); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

func list(w http.ResponseWriter, r *http.Request, s *session) error { // answers 200
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode([]string{s.user})
}

// Routes registers them.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("OPTIONS /", options)
	mux.HandleFunc("GET /refused", refused)
	mux.HandleFunc("GET /left", left)
	mux.Handle("GET /list", handler(list))
}
