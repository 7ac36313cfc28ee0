// Package batch runs the parts of a request against recorders.
package batch

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/respvet/respvet/testdata/missingreturn/exchange/web"
)

type result struct {
	Body string `json:"body"`
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// swapped has a recorder in the place of the writer.
func swapped(c *web.Context, w http.ResponseWriter, r *http.Request) {
	rec := httptest.NewRecorder()
	c.Use(rec, r)
	if r.FormValue("part") == "" {
		c.Fail(http.StatusBadRequest, "part is missing") // ok: into the recorder
	}
	send(w, result{rec.Body.String()})
}

// kept has the writer.
func kept(c *web.Context, w http.ResponseWriter, r *http.Request) {
	if r.FormValue("part") == "" {
		c.Fail(http.StatusBadRequest, "part is missing") // want `handler continues after c\.Fail sent 400: a second response`
	}
	send(w, result{"none"})
}

// part is called for each part with what that is recorded in.
func part(s *web.Session, w http.ResponseWriter, r *http.Request) {
	if r.FormValue("part") == "" {
		s.Deny(http.StatusBadRequest) // ok: see all
	}
	send(w, result{"none"})
}

func recorded(r *http.Request) *web.Session {
	return &web.Session{ResponseWriter: httptest.NewRecorder(), Request: r}
}

func all(w http.ResponseWriter, r *http.Request) {
	part(recorded(r), w, r)
}

// parts begins each part with a recorder of its own.
func parts(w http.ResponseWriter, r *http.Request) {
	out := []result{}
	for name := range strings.SplitSeq(r.FormValue("parts"), ",") {
		rec := httptest.NewRecorder()
		if name == "" {
			http.Error(rec, "a part is missing", http.StatusBadRequest) // ok: the next one has another
		} else {
			send(rec, name)
		}
		out = append(out, result{rec.Body.String()})
	}
	send(w, out)
}

// Mount registers the handlers.
func Mount(mux *http.ServeMux) {
	mux.Handle("GET /swapped", web.Handler(swapped))
	mux.Handle("GET /kept", web.Handler(kept))
	mux.HandleFunc("GET /all", all)
	mux.HandleFunc("GET /parts", parts)
}
