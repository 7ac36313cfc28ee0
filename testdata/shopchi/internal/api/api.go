// Package api is the catalogue's HTTP interface.
//
// A comment BAD(rule/category) says what a client sees of a mistake on its own
// line or, where it stands alone, on the next line of code; "ok" says why
// something that looks like one is right.
package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/shopchi/internal/middleware"
	"github.com/respvet/respvet/testdata/shopchi/internal/problem"
	"github.com/respvet/respvet/testdata/shopchi/internal/store"
)

// A Server answers the catalogue's requests.
type Server struct {
	store store.Store
}

// NewServer returns a server over a store.
func NewServer(s store.Store) *Server { return &Server{store: s} }

// Handler returns the router, in its middlewares.
func (s *Server) Handler(token string) http.Handler {
	r := chi.NewRouter()
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		problem.Error(w, r, http.StatusNotFound, "there is nothing at "+r.URL.Path) // ok: instead of chi's own text
	})
	r.MethodNotAllowed(middleware.NotAllowed(r))
	r.Use(chimw.RequestID, chimw.RealIP, middleware.Recover, middleware.Locale)
	r.Use(httprate.Limit(100, time.Minute, httprate.WithLimitHandler(func(w http.ResponseWriter, r *http.Request) {
		problem.Error(w, r, http.StatusTooManyRequests, "too many requests, try again in a minute") // ok: httprate has set Retry-After
	})))
	r.Get("/healthz", s.healthz)
	r.Get("/sitemap.txt", s.sitemap)
	r.Route("/articles", func(r chi.Router) {
		r.Get("/", s.list)
		r.Get("/search", s.search)
		r.With(middleware.Auth(token), chimw.AllowContentType("application/json")).Post("/", s.create)
		r.Route("/{id}", func(r chi.Router) {
			r.Use(s.article)
			r.Get("/", s.get)
			r.Get("/price", s.price)
			r.Get("/tags", s.tags)
			r.With(middleware.Auth(token)).Put("/", s.put)
			r.With(middleware.Auth(token)).Delete("/", s.delete)
			r.With(middleware.Auth(token)).Post("/publish", s.publish)
			r.With(middleware.Auth(token)).Post("/copy", s.copy)
		})
	})
	r.Mount("/editors", s.editors())
	return r
}

// editors returns what editors use.
func (s *Server) editors() http.Handler {
	r := chi.NewRouter() // ok: mounted, it has the outer router's answers
	r.Use(middleware.RecoverEditors)
	r.Get("/drafts", s.drafts)
	r.Post("/import", s.importArticles)
	r.Get("/export", s.export)
	r.Get("/check", s.check)
	return r
}

// Internal returns the router of an inner port.
func (s *Server) Internal() http.Handler {
	r := chi.NewRouter() // ok: who serves it may put something around it
	r.Get("/articles", s.list)
	r.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		problem.Error(w, r, http.StatusMethodNotAllowed, "this route does not take "+r.Method) // BAD(errheader): chi leaves Allow to its own handler
	})
	return r
}

type articleKey struct{}

// article reads the article that a path names, or answers.
func (s *Server) article(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		withInt(w, r, "id", func(id int) {
			a, err := s.store.Article(r.Context(), id)
			if err != nil {
				problem.Send(w, r, problem.Of("article", err)) // ok: the cause is only logged
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), articleKey{}, a)))
		})
	})
}

func articleOf(r *http.Request) store.Article {
	a, _ := r.Context().Value(articleKey{}).(store.Article)
	return a
}

// withInt calls next with the number that a path names; else it answers.
func withInt(w http.ResponseWriter, r *http.Request, name string, next func(n int)) {
	n, err := strconv.Atoi(chi.URLParam(r, name))
	if err != nil {
		_ = render.Render(w, r, problem.New(http.StatusBadRequest, name+" is no number")) // ok: constant text and a plain value
		return
	}
	next(n)
}

// failed answers for an error, if there is one.
func failed(w http.ResponseWriter, r *http.Request, status int, err error) bool {
	if err == nil {
		return false
	}
	problem.Error(w, r, status, err.Error()) // BAD(errleak/error): what the store said, for every caller
	return true
}

func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	if s.store.Ping(r.Context()) != nil {
		render.Status(r, http.StatusServiceUnavailable)
		render.PlainText(w, r, "not ready") // ok: a probe
		return
	}
	render.PlainText(w, r, "ok")
}

// sitemap is for robots.
func (s *Server) sitemap(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Articles(r.Context(), maxList)
	if err != nil {
		http.Error(w, "no sitemap today", http.StatusInternalServerError) // ok: a robot
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	for _, a := range all {
		fmt.Fprintf(w, "/articles/%d\n", a.ID)
	}
}
