package wpp

import (
	"errors"
	"net/http"

	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
	"github.com/respvet/respvet/testdata/statusmeaning/wpp/store"
)

var errGone = errors.New("no such draft")

// Errors of a service's own mean what they say.
func (a *api) sentinels(w http.ResponseWriter, r *http.Request) {
	_, err := a.store.Order(r.Context(), 1)
	switch {
	case errors.Is(err, store.ErrNotFound):
		reply.Error(w, http.StatusInternalServerError, "no such order") // want `reply\.Error sends 500 Internal Server Error for a not-found error; contract wpp requires 404 Not Found`
	case errors.Is(err, store.ErrNoKey), err == errGone:
		reply.Error(w, http.StatusBadRequest, "no such order") // want `reply\.Error sends 400 Bad Request for a not-found error; contract wpp requires 404 Not Found`
	case errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrClosed):
		reply.Error(w, http.StatusInternalServerError, "no such order") // ok: or it is closed
	case errors.Is(err, store.ErrExists):
		reply.Error(w, http.StatusInternalServerError, "it is there") // want `reply\.Error sends 500 Internal Server Error for an already-exists error; contract wpp requires 400 Bad Request`
	case errors.Is(err, store.ErrClosed):
		reply.Error(w, http.StatusInternalServerError, "closed") // ok: says nothing of these
	case errors.Is(err, store.ErrSetup):
		reply.Error(w, http.StatusInternalServerError, "not set up") // ok: says more
	case errors.Is(err, store.ErrAny):
		reply.Error(w, http.StatusInternalServerError, "something") // ok: not known
	}
}

// A variable that a closure shares still holds the parameter.
func (a *api) shared(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	if q == "" {
		reply.Error(w, http.StatusInternalServerError, "q is required") // want `for a missing or malformed parameter`
		return
	}
	each(func(int) { println(q) })
}

// One that it may change holds anything.
func (a *api) changed(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	each(func(int) { q = "" })
	if q == "" {
		reply.Error(w, http.StatusInternalServerError, "each has failed") // ok
		return
	}
}

func each(f func(int)) { f(1) }

type query struct{ text, kind string }

func (a *api) member(w http.ResponseWriter, r *http.Request) {
	q := query{text: r.FormValue("q"), kind: "order"}
	if q.text == "" {
		reply.Error(w, http.StatusInternalServerError, "q is required") // want `for a missing or malformed parameter`
		return
	}
	if q.kind == "" {
		reply.Error(w, http.StatusInternalServerError, "it has no kind") // ok: no parameter
		return
	}
	each(q.count)
}

func (a *api) filled(w http.ResponseWriter, r *http.Request) {
	q := query{text: r.FormValue("q")}
	fill(&q)
	if q.text == "" {
		reply.Error(w, http.StatusInternalServerError, "it cannot be filled") // ok: fill may have changed it
		return
	}
}

func (q query) count(int) {}

func fill(q *query) { q.text += q.kind }

// A path that leads nowhere is 404, a query is none.
func (a *api) places(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		reply.Error(w, http.StatusNotFound, "there is nothing") // ok: the path leads nowhere
		return
	}
	if r.FormValue("id") == "" {
		reply.Error(w, http.StatusNotFound, "id is required") // want `sends 404 Not Found for a missing or malformed parameter`
		return
	}
}
