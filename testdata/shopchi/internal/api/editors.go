package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/shopchi/internal/problem"
	"github.com/respvet/respvet/testdata/shopchi/internal/store"
)

// must is for what cannot go wrong.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // ok: RecoverEditors is what prints it
	}
	return v
}

func (s *Server) drafts(w http.ResponseWriter, r *http.Request) {
	drafts := []store.Article{}
	for _, a := range must(s.store.Articles(r.Context(), maxList)) {
		if a.Draft {
			drafts = append(drafts, a)
		}
	}
	if len(drafts) == 0 {
		problem.Error(w, r, http.StatusNotFound, "") // BAD(statusmeaning/message): a problem that does not say what it is
		return
	}
	_ = json.NewEncoder(w).Encode(drafts) // BAD(contenttype): JSON that is sniffed as text/plain
}

// importArticles adds many articles and reports every one that it refused.
func (s *Server) importArticles(w http.ResponseWriter, r *http.Request) {
	var in []store.Article
	if err := render.DecodeJSON(r.Body, &in); err != nil {
		problem.Send(w, r, &problem.Problem{Err: err, Title: "Bad Request", Status: http.StatusBadRequest, Detail: "the body is no list"}) // ok: the cause is not encoded
		return
	}
	refused := []string{}
	for _, a := range in {
		switch err := s.store.AddArticle(r.Context(), a); {
		case errors.Is(err, store.ErrExists):
			refused = append(refused, fmt.Sprintf("article %d exists already", a.ID)) // ok: a plain value
		case err != nil:
			refused = append(refused, fmt.Sprintf("article %d: %+v", a.ID, err)) // BAD(errleak/verbose): all that the database's error has to say
		}
	}
	if len(refused) > 0 {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(render.M{"title": "Conflict", "status": http.StatusConflict, "refused": refused})
		return
	}
	render.Status(r, http.StatusAccepted)
	render.JSON(w, r, render.M{"added": len(in)})
}

// export sends the whole catalogue to a spreadsheet.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Articles(r.Context(), maxList)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "export failed: %s", err) // BAD(rawerror) BAD(errleak/error): text/plain, and what the database said
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	out := csv.NewWriter(w)
	for _, a := range all {
		_ = out.Write([]string{strconv.Itoa(a.ID), a.Title}) // ok: the writer keeps its error until Flush
	}
	out.Flush()
	if err := out.Error(); err != nil {
		slog.WarnContext(r.Context(), "export", "error", err) // ok: too late for an answer
	}
}

// check tries the store, and says what it thinks of it.
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Ping(r.Context()); err != nil {
		problem.Error(w, r, http.StatusServiceUnavailable, "the store is down\n"+string(debug.Stack())) // BAD(errleak/stack): the goroutine's stack
		return
	}
	if _, err := s.store.Article(r.Context(), 1); errors.Is(err, store.ErrNotFound) {
		problem.Error(w, r, http.StatusInternalServerError, "the first article is missing") // BAD(statusmeaning): a 500 for what is not there
		return
	}
	show(w, r, http.StatusCreated, store.Article{ID: 1}) // ok: the contract says nothing of 201
}
