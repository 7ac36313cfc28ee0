// Package pointers encodes pointers to what has no type of its own: a type
// parameter, an interface, and pointers that lead to themselves.
package pointers

import (
	"encoding/json"
	"net/http"
)

type itself *itself

type endless[T any] *endless[T]

// A parcel refers to itself in each of the ways that a type can.
type parcel[T any] struct {
	Contents *T         `json:"contents"`
	Any      *any       `json:"any"`
	Deep     ***any     `json:"deep"`
	Loop     itself     `json:"loop"`
	Endless  endless[T] `json:"endless"`
	Next     *parcel[T] `json:"next"`
}

func reflected[T any](w http.ResponseWriter, r *http.Request) {
	v := new(T)
	if json.NewDecoder(r.Body).Decode(v) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(v) // want `text/plain`
}

func constrained[T interface{ ~[]E }, E any](w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	v := new(T)
	p := &v
	json.NewEncoder(w).Encode(&p)
}

func anything(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	var v any
	p := &v
	json.NewEncoder(w).Encode(&p)
}

func loops(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusConflict)
	var p itself
	p = &p
	var e endless[string]
	e = &e
	if r.Method == http.MethodGet {
		json.NewEncoder(w).Encode(p)
		return
	}
	json.NewEncoder(w).Encode(&e)
}

func whole[T any](w http.ResponseWriter, code int, contents *T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(parcel[T]{Contents: contents, Next: &parcel[T]{Contents: contents}})
}

func parcels(w http.ResponseWriter, r *http.Request) {
	var contents any = r.URL.Path
	whole(w, http.StatusNotFound, &contents)
}
