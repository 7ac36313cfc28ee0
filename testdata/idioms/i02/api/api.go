// Package api answers for tickets.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i02/mid"
)

// A Tickets stores tickets.
type Tickets interface {
	Find(id string) (string, error)
	Drop(id string) error
}

// Handler serves tickets.
type Handler struct {
	desk    mid.Desk
	tickets Tickets
}

// Find leaks through the helper that also carries results.
func (h *Handler) Find(w http.ResponseWriter, r *http.Request) {
	t, err := h.tickets.Find(r.PathValue("id"))
	if err != nil {
		h.desk.Put(w, http.StatusInternalServerError, map[string]any{"message": err.Error()}) // want `\(errleak/error\)`
		return
	}
	h.desk.Put(w, http.StatusOK, map[string]any{"ticket": t}) // ok: a result
}

// Drop answers 204 through the same helper.
func (h *Handler) Drop(w http.ResponseWriter, r *http.Request) {
	if err := h.tickets.Drop(r.PathValue("id")); err != nil {
		h.desk.Put(w, http.StatusNotFound, map[string]any{"message": "no such ticket"}) // ok: constant text
		return
	}
	h.desk.Put(w, http.StatusNoContent, nil) // ok: no body
}

// Close uses the promoted methods.
func (h *Handler) Close(w http.ResponseWriter, r *http.Request) {
	err := h.tickets.Drop(r.PathValue("id"))
	if err != nil && r.URL.Query().Has("odd") {
		h.desk.Refuse(w, 455, err) // want `455.*\(statuscode/unregistered\)`
		return
	}
	if err != nil {
		h.desk.Deny(w, http.StatusConflict, err) // want `\(missingreturn\)`
	}
	h.desk.Put(w, http.StatusNoContent, nil)
}

// Reopen returns after each answer.
func (h *Handler) Reopen(w http.ResponseWriter, r *http.Request) {
	if err := h.tickets.Drop(r.PathValue("id")); err != nil {
		h.desk.Deny(w, http.StatusConflict, err) // ok: returns
		return
	}
	h.desk.Put(w, http.StatusNoContent, nil)
}
