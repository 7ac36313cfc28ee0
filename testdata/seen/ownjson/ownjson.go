// Package ownjson encodes by a package of the project's own.
package ownjson

import (
	"net/http"

	"github.com/respvet/respvet/testdata/seen/ownjson/jsonx"
)

type store interface {
	Load(id string) ([]string, error)
}
type H struct{ st store }

type e struct {
	Error string `json:"error"`
}
type list struct {
	Items []string `json:"items"`
}

func (h *H) a(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		b, _ := jsonx.Marshal(e{err.Error()}) // want "errleak/error"
		w.WriteHeader(500)
		w.Write(b) // want "contenttype"
		return
	}
	b, _ := jsonx.Marshal(x)
	w.Write(b) // want "contenttype"
}
func (h *H) b(w http.ResponseWriter, r *http.Request) {
	var items []string // want "nilslice"
	xs, err := h.st.Load("a")
	if err != nil {
		http.Error(w, "no", 500) // want "rawerror"
		return
	}
	for _, x := range xs {
		items = append(items, x)
	}
	b, _ := jsonx.Marshal(list{items})
	w.Header().Set("Content-Type", "application/json")
	w.Write(b)
}
func (h *H) c(w http.ResponseWriter, r *http.Request) {
	_, err := h.st.Load("a")
	if err != nil {
		b, _ := jsonx.Enc(e{err.Error()}) // want "errleak/error"
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(500)
		w.Write(b)
		return
	}
}
func (h *H) d(w http.ResponseWriter, r *http.Request) {
	_, err := h.st.Load("a")
	if err != nil {
		b, _ := jsonx.Other(e{err.Error()}) // want "errleak/error"
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(500)
		w.Write(b)
		return
	}
}
func (h *H) made(w http.ResponseWriter, r *http.Request) {
	xs, err := h.st.Load("a")
	if err != nil {
		b, _ := jsonx.Marshal(e{"not loaded"})
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(500)
		w.Write(b)
		return
	}
	items := []string{}
	for _, x := range xs {
		items = append(items, x)
	}
	b, _ := jsonx.Marshal(list{items})
	w.Header().Set("Content-Type", "application/json")
	w.Write(b)
}

func Routes(mux *http.ServeMux, h *H) {
	mux.HandleFunc("/a", h.a)
	mux.HandleFunc("/b", h.b)
	mux.HandleFunc("/c", h.c)
	mux.HandleFunc("/d", h.d)
	mux.HandleFunc("/made", h.made)
}
