// Package api answers for rooms.
package api

import (
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i03/leaf"
	"github.com/respvet/respvet/testdata/idioms/i03/mid"
)

// A Rooms stores rooms.
type Rooms interface {
	Book(id string) error
}

// Handler serves rooms.
type Handler struct{ rooms Rooms }

// Book returns where the helper has answered; the error is a call's result.
func (h *Handler) Book(w http.ResponseWriter, r *http.Request) {
	if !mid.Done(w, http.StatusInternalServerError, h.rooms.Book(r.PathValue("id"))) { // ok: returns
		return
	}
	leaf.Send(w, http.StatusOK, "booked")
}

// Rebook uses the guard of the other sense.
func (h *Handler) Rebook(w http.ResponseWriter, r *http.Request) {
	if mid.Failed(w, http.StatusConflict, h.rooms.Book(r.PathValue("id"))) { // ok: returns
		return
	}
	leaf.Send(w, http.StatusOK, "booked")
}

// Hold looks at the result and goes on all the same.
func (h *Handler) Hold(w http.ResponseWriter, r *http.Request) {
	if mid.Failed(w, http.StatusConflict, h.rooms.Book(r.PathValue("id"))) { // want `\(missingreturn\)`
		slog.Warn("room is not free")
	}
	leaf.Send(w, http.StatusOK, "held")
}

// Release does not look at the result.
func (h *Handler) Release(w http.ResponseWriter, r *http.Request) {
	mid.Done(w, http.StatusInternalServerError, h.rooms.Book(r.PathValue("id"))) // want `\(missingreturn\)`
	leaf.Send(w, http.StatusOK, "released")
}

// Cancel has nothing left to do after the helper.
func (h *Handler) Cancel(w http.ResponseWriter, r *http.Request) {
	if mid.Done(w, http.StatusInternalServerError, h.rooms.Book(r.PathValue("id"))) { // ok: the rest is in the branch
		leaf.Send(w, http.StatusOK, "cancelled")
	}
}

// Move sends a number of its own.
func (h *Handler) Move(w http.ResponseWriter, r *http.Request) {
	if mid.Failed(w, 463, h.rooms.Book(r.PathValue("id"))) { // want `463.*\(statuscode/unregistered\)`
		return
	}
	leaf.Send(w, http.StatusOK, "moved")
}
