// Package recursion has functions that respond to an error by calling themselves with
// another one, which they can send.
package recursion

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// A Problem can be sent.
type Problem struct {
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

func (p *Problem) Error() string { return p.Detail }

type store interface {
	Find(id string) (string, error)
}

func respond(w http.ResponseWriter, err error) {
	if p, ok := err.(*Problem); ok {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(p.Status)
		_ = json.NewEncoder(w).Encode(p)
		return
	}
	respond(w, &Problem{http.StatusInternalServerError, err.Error()}) // want "errleak/error"
}

// respondRight differs in the one text.
func respondRight(w http.ResponseWriter, err error) {
	if p, ok := err.(*Problem); ok {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(p.Status)
		_ = json.NewEncoder(w).Encode(p)
		return
	}
	respondRight(w, &Problem{http.StatusInternalServerError, "internal error"}) // ok
}

// respondAs asks first, and has a helper of another shape.
func respondAs(err error, w http.ResponseWriter) {
	var p *Problem
	if !errors.As(err, &p) {
		respondAs(&Problem{http.StatusBadGateway, fmt.Sprintf("store: %v", err)}, w) // want "errleak/error"
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// A Sender responds by its methods.
type Sender struct{ w http.ResponseWriter }

// Send sends a value, and says so where there is none.
func (s Sender) Send(status int, v any) {
	if v == nil {
		s.Send(http.StatusNotFound, map[string]string{"detail": "nothing found"})
		return
	}
	s.w.Header().Set("Content-Type", "application/json")
	s.w.WriteHeader(status)
	_ = json.NewEncoder(s.w).Encode(v)
}

func text(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := st.Find(r.PathValue("id"))
		if err != nil {
			respond(w, err)
			return
		}
		Sender{w}.Send(http.StatusOK, v)
	}
}

func textRight(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := st.Find(r.PathValue("id"))
		if err != nil {
			respondRight(w, err) // ok
			return
		}
		Sender{w}.Send(http.StatusOK, v)
	}
}

func as(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := st.Find(r.PathValue("id"))
		if err != nil {
			respondAs(err, w)
			return
		}
		Sender{w}.Send(http.StatusOK, v)
	}
}

func goesOn(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := st.Find(r.PathValue("id"))
		if err != nil {
			respondRight(w, err) // want "missingreturn"
		}
		Sender{w}.Send(http.StatusOK, v)
	}
}

// unwrap sends what is known inside an error, and nothing of one that is not.
func unwrap(w http.ResponseWriter, err error) {
	if p, ok := err.(*Problem); ok {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(p.Status)
		_ = json.NewEncoder(w).Encode(p)
		return
	}
	if inner := errors.Unwrap(err); inner != nil {
		unwrap(w, inner) // ok
		return
	}
	unwrap(w, &Problem{Status: http.StatusInternalServerError}) // ok
}

// defaulted calls itself with a status.
func defaulted(w http.ResponseWriter, status int, err error) {
	if status == 0 {
		defaulted(w, http.StatusInternalServerError, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"detail": err.Error()}) // want "errleak/error"
}

func inside(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := st.Find(r.PathValue("id")); err != nil {
			unwrap(w, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func outside(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := st.Find(r.PathValue("id")); err != nil {
			defaulted(w, 0, err) // want "missingreturn"
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// Mount registers the handlers.
func Mount(mux *http.ServeMux, st store) {
	mux.HandleFunc("GET /text/{id}", text(st))
	mux.HandleFunc("GET /right/{id}", textRight(st))
	mux.HandleFunc("GET /as/{id}", as(st))
	mux.HandleFunc("GET /on/{id}", goesOn(st))
	mux.HandleFunc("GET /inside/{id}", inside(st))
	mux.HandleFunc("GET /outside/{id}", outside(st))
}
