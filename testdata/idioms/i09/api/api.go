// Package api answers for rooms.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i09/leaf"
	"github.com/respvet/respvet/testdata/idioms/i09/mid"
)

// A House holds rooms.
type House interface {
	Open(room string) error
}

// Handler serves rooms.
type Handler struct{ house House }

// Open hands the cause over for the log.
func (h *Handler) Open(w http.ResponseWriter, r *http.Request) {
	if err := h.house.Open(r.PathValue("room")); err != nil {
		mid.Send(w, leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is only logged
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Enter names the cause in the text.
func (h *Handler) Enter(w http.ResponseWriter, r *http.Request) {
	if err := h.house.Open(r.PathValue("room")); err != nil {
		mid.Send(w, leaf.Because(http.StatusConflict, "the room is locked", err)) // want `\(errleak/error4xx\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Lock leaves the choice to the helpers.
func (h *Handler) Lock(w http.ResponseWriter, r *http.Request) {
	err := h.house.Open(r.PathValue("room"))
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case r.URL.Query().Has("kind"):
		mid.ReportKind(w, err) // ok: only public text
	default:
		mid.Report(w, err) // ok: only public text
	}
}

// Shut goes on.
func (h *Handler) Shut(w http.ResponseWriter, r *http.Request) {
	if err := h.house.Open(r.PathValue("room")); err != nil {
		mid.Report(w, err) // want `\(missingreturn\)`
	}
	w.WriteHeader(http.StatusNoContent)
}

// Paint sends a number of its own.
func (h *Handler) Paint(w http.ResponseWriter, r *http.Request) {
	if err := h.house.Open(r.PathValue("room")); err != nil {
		mid.Send(w, leaf.New(443, "the room is wet", err)) // want `443.*\(statuscode/unregistered\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
