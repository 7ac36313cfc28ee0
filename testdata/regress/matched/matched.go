// Package matched answers with the text of an error that it has matched.
package matched

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/respvet/respvet/testdata/regress/matched/store"
)

// Handler answers with names.
type Handler struct{ store *store.Store }

// Get shows what it has matched.
func (h *Handler) Get(w http.ResponseWriter, r *http.Request) {
	name, err := h.store.Name(r.PathValue("id"))
	switch {
	case errors.Is(err, store.ErrNone):
		send(w, http.StatusNotFound, err.Error()) // ok: what the database says is no ErrNone
	case errors.Is(err, sql.ErrTxDone):
		send(w, http.StatusConflict, err.Error()) // ok: the sentinel's text is constant
	case err != nil:
		send(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	default:
		send(w, http.StatusOK, name)
	}
}

// Unmatched shows all but what it has matched.
func (h *Handler) Unmatched(w http.ResponseWriter, r *http.Request) {
	if _, err := h.store.Name(r.PathValue("id")); err != nil && !errors.Is(err, store.ErrNone) {
		send(w, http.StatusNotFound, err.Error()) // want `\(errleak/error4xx\)`
	}
}

// A Lister is known by its methods alone.
type Lister interface {
	List() error
}

// Listed shows what it has matched in an error of which nothing else is known.
func Listed(w http.ResponseWriter, l Lister) {
	err := l.List()
	switch {
	case errors.Is(err, store.ErrNone):
		send(w, http.StatusNotFound, err.Error()) // ok: whoever returns the project's own sentinel means it to be found
	case errors.Is(err, store.ErrBusy):
		send(w, http.StatusConflict, err.Error()) // want `\(errleak/error4xx\)`
	case errors.Is(err, sql.ErrTxDone):
		send(w, http.StatusConflict, err.Error()) // not found: the sentinel itself is what another call returned
	case err != nil:
		send(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
}

// Wrapped shows what the sentinel is wrapped in, where that is known.
func (h *Handler) Wrapped(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Open(r.PathValue("id")); errors.Is(err, store.ErrNone) {
		send(w, http.StatusNotFound, err.Error()) // want `\(errleak/error4xx\)`
	}
}

func send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"text": text})
}
