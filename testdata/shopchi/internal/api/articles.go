package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/shopchi/internal/problem"
	"github.com/respvet/respvet/testdata/shopchi/internal/store"
)

const maxList = 100

// articleRequest is what a client says of an article.
type articleRequest struct {
	*store.Article
}

// Bind tells a client what is wrong with its article, in words made here.
func (a *articleRequest) Bind(*http.Request) error {
	if a.Article == nil || a.Title == "" {
		return errors.New("title is missing")
	}
	return nil
}

// articleResponse is what a client sees of an article.
type articleResponse struct {
	store.Article
	Price string `json:"price"`
}

// Render fills in what is made of the rest.
func (a *articleResponse) Render(http.ResponseWriter, *http.Request) error {
	a.Price = fmt.Sprintf("%d.%02d", a.Cents/100, a.Cents%100)
	return nil
}

// show answers with an article.
func show(w http.ResponseWriter, r *http.Request, status int, a store.Article) {
	render.Status(r, status)
	if err := render.Render(w, r, &articleResponse{Article: a}); err != nil {
		slog.WarnContext(r.Context(), "render", "error", err) // ok: the log
	}
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	limit := maxList
	if text := r.URL.Query().Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			problem.Error(w, r, http.StatusUnprocessableEntity, "limit is no number") // ok: the contract has 422, which says as much as 400
			return
		}
		limit = n
	}
	all, err := s.store.Articles(r.Context(), limit)
	if failed(w, r, http.StatusInternalServerError, err) { // ok: returns; the leak is in failed
		return
	}
	list := []render.Renderer{}
	for _, a := range all {
		list = append(list, &articleResponse{Article: a})
	}
	_ = render.RenderList(w, r, list) // ok: never nil
}

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Articles(r.Context(), maxList)
	if err != nil {
		render.JSON(w, r, render.M{"error": "the search is down"}) // BAD(statuscode/success): a 200 that holds an error
		return
	}
	var hits []store.Article // BAD(nilslice): hits is null where nothing matches
	for _, a := range all {
		if strings.Contains(a.Title, r.URL.Query().Get("q")) {
			hits = append(hits, a)
		}
	}
	render.JSON(w, r, render.M{"hits": hits})
}

func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	a := articleOf(r)
	if a.Draft {
		render.Status(r, http.StatusForbidden)
		render.PlainText(w, r, "this is a draft") // BAD(rawerror): text/plain where the contract has a problem
		return
	}
	show(w, r, http.StatusOK, a)
}

func (s *Server) price(w http.ResponseWriter, r *http.Request) {
	a := articleOf(r)
	switch {
	case a.Draft:
		_ = render.Render(w, r, &problem.Problem{Title: "Not Found", Status: http.StatusNotFound, Detail: "a draft has no price"}) // ok
	case a.Cents == 0:
		problem.Error(w, r, 463, "this article is not for sale") // BAD(statuscode/undocumented): a 463 that nobody registered
	default:
		show(w, r, http.StatusOK, a)
	}
}

func (s *Server) tags(w http.ResponseWriter, r *http.Request) {
	tags := articleOf(r).Tags
	if tags == nil {
		tags = []string{}
	}
	render.JSON(w, r, render.M{"tags": tags})          // ok: never nil
	render.Status(r, http.StatusOK)                    // ok: it changes the request, not the answer
	w.Header().Set("X-Total", strconv.Itoa(len(tags))) // BAD(lateheader): the header is lost
}

func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	in := &articleRequest{}
	if err := render.Bind(r, in); err != nil {
		_ = render.Render(w, r, problem.Invalid(err)) // BAD(errleak/parse): the decoder's text, with Go's type names
		return
	}
	err := s.store.AddArticle(r.Context(), *in.Article)
	switch {
	case errors.Is(err, store.ErrExists):
		problem.Error(w, r, http.StatusBadRequest, "this article exists already") // BAD(statusmeaning): a 400 for what exists already
	case err != nil:
		_ = render.Render(w, r, problem.Of("article", err)) // ok: the cause is only logged
	default:
		w.Header().Set("Location", fmt.Sprint("/articles/", in.ID)) // ok: before the answer
		show(w, r, http.StatusCreated, *in.Article)
	}
}

func (s *Server) put(w http.ResponseWriter, r *http.Request) {
	in := &articleRequest{}
	if err := render.Bind(r, in); err != nil {
		_ = render.Render(w, r, problem.Unreadable(err)) // ok: the cause is not encoded
		return
	}
	if in.ID != articleOf(r).ID {
		p := problem.New(http.StatusBadRequest, "the path and the body name two articles")
		p.Detail += fmt.Sprintf(": %d is another one", in.ID)
		_ = render.Render(w, r, p)
		return
	}
	if err := s.store.SaveArticle(r.Context(), *in.Article); err != nil {
		_ = render.Render(w, r, problem.Of("article", err)) // BAD(missingreturn): the 500, and the article behind it
	}
	show(w, r, http.StatusOK, *in.Article)
}

func (s *Server) delete(w http.ResponseWriter, r *http.Request) {
	a := articleOf(r)
	if !a.Draft {
		w.WriteHeader(http.StatusForbidden)
		render.JSON(w, r, problem.New(http.StatusForbidden, "only drafts can be deleted")) // BAD(lateheader): render's Content-Type is too late, and text/plain is guessed
		return
	}
	if err := s.store.DropArticle(r.Context(), a.ID); err != nil {
		slog.ErrorContext(r.Context(), "drop article", "error", err)
		return // BAD(noresponse): the client sees 200
	}
	render.Status(r, http.StatusNoContent)
	render.JSON(w, r, render.M{"deleted": a.ID}) // BAD(bodyless): a body that 204 does not have
}

func (s *Server) publish(w http.ResponseWriter, r *http.Request) {
	a := articleOf(r)
	if !a.Draft {
		render.Status(r, http.StatusConflict)
		render.JSON(w, r, &problem.Problem{Title: "Conflict", Status: http.StatusBadRequest, Detail: "this is no draft"}) // BAD(envelope) BAD(contenttype/contract): a body that says 400 in a 409
		return
	}
	a.Draft = false
	err := s.store.SaveArticle(r.Context(), a)
	failed(w, r, http.StatusInternalServerError, err) // BAD(missingreturn): the 500, and the article behind it
	show(w, r, http.StatusOK, a)
}

func (s *Server) copy(w http.ResponseWriter, r *http.Request) {
	a := articleOf(r)
	a.ID++
	if err := s.store.AddArticle(r.Context(), a); err != nil {
		render.Status(r, http.StatusConflict)
		render.JSON(w, r, render.M{"title": "Conflict", "status": "409", "detail": "there is a copy"}) // BAD(envelope) BAD(contenttype/contract): status is no number
		return
	}
	show(w, r, http.StatusCreated, a)
}
