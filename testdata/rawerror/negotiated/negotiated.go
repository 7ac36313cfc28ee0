// Package negotiated sends JSON to those who ask for it.
package negotiated

import (
	"encoding/json"
	"html/template"
	"io"
	"net/http"
	"strings"
)

// An engine of another module renders pages; its code was not read.
type engine interface {
	ExecuteWriter(values map[string]any, w io.Writer) error
}

type server struct {
	pages map[string]engine
	stock map[string]int
}

func (s *server) render(page string, values map[string]any, w io.Writer) error {
	values["site"] = "shop"
	return s.pages[page].ExecuteWriter(values, w)
}

// front serves a page.
func (s *server) front(w http.ResponseWriter, r *http.Request) {
	if err := s.render("front", map[string]any{"stock": s.stock}, w); err != nil {
		http.Error(w, "the page is gone", http.StatusInternalServerError) // ok: a page
	}
}

// A refusal is what clients are promised.
type refusal struct {
	Error string `json:"error"`
}

// leaflet has a page, and promises JSON where there is none.
//
//	@Success	200	{string}	string
//	@Failure	404	{object}	refusal
//	@Router		/leaflet [get]
func (s *server) leaflet(w http.ResponseWriter, r *http.Request) {
	if s.pages["leaflet"] == nil {
		http.Error(w, "no leaflet", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	_ = s.render("leaflet", map[string]any{}, w)
}

// encode is given no more than an io.Writer, too.
func encode(v any, w io.Writer) error { return json.NewEncoder(w).Encode(v) }

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	if len(s.stock) == 0 {
		http.Error(w, "nothing left", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = encode(s.stock, w)
}

// item has a page for browsers, JSON for programs and text for the others.
func (s *server) item(w http.ResponseWriter, r *http.Request) {
	n, ok := s.stock[r.PathValue("item")]
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		w.Header().Set("Content-Type", "application/json")
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": "no such item"})
			return
		}
		_ = json.NewEncoder(w).Encode(n)
		return
	}
	if !ok {
		http.Error(w, "no such item", http.StatusNotFound) // ok: nobody has asked for JSON
		return
	}
	_ = template.Must(template.New("").Parse("{{.}}")).Execute(w, n)
}

func wantsJSON(r *http.Request) bool { return r.Header.Get("accept") == "application/json" }

// take asks a function of its own.
func (s *server) take(w http.ResponseWriter, r *http.Request) {
	item := r.PathValue("item")
	switch {
	case s.stock[item] > 0:
		s.stock[item]--
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(s.stock)
	case wantsJSON(r):
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "sold out"})
	default:
		http.Error(w, "sold out", http.StatusConflict) // ok: nobody has asked for JSON
	}
}

// put asks for something else.
func (s *server) put(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Shop") == "" {
		http.Error(w, "which shop?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	s.stock[r.PathValue("item")]++
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.stock)
}

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.front)
	mux.HandleFunc("GET /leaflet", s.leaflet)
	mux.HandleFunc("GET /items", s.list)
	mux.HandleFunc("GET /items/{item}", s.item)
	mux.HandleFunc("POST /items/{item}/take", s.take)
	mux.HandleFunc("POST /items/{item}", s.put)
}
