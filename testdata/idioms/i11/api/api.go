// Package api answers for lamps.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i11/leaf"
	"github.com/respvet/respvet/testdata/idioms/i11/mid"
)

// A Grid holds lamps.
type Grid interface {
	Watts(lamp string) (string, error)
	Switch(lamp string) error
}

// Handler serves lamps.
type Handler struct{ grid Grid }

// Routes registers the handlers behind both kinds of middleware.
func (h *Handler) Routes(mux *http.ServeMux) {
	mux.Handle("GET /lamps/{lamp}", mid.Tell(http.HandlerFunc(h.Watts)))
	mux.Handle("POST /lamps/{lamp}", mid.Keep(http.HandlerFunc(h.Switch)))
	mux.Handle("PUT /lamps/{lamp}", mid.Trace(http.HandlerFunc(h.Swap)))
}

// Watts throws: the leak is where it is caught.
func (h *Handler) Watts(w http.ResponseWriter, r *http.Request) {
	mid.Send(w, http.StatusOK, leaf.Get(h.grid.Watts(r.PathValue("lamp")))) // ok: a result, or nothing
}

// Switch throws before it answers.
func (h *Handler) Switch(w http.ResponseWriter, r *http.Request) {
	leaf.Must(h.grid.Switch(r.PathValue("lamp"))) // ok: nothing was sent
	mid.Send(w, http.StatusOK, "switched")
}

// Swap throws after it answered: nothing more is sent.
func (h *Handler) Swap(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("lamp") == "" {
		mid.Send(w, http.StatusBadRequest, "which lamp?") // ok: panic ends the handler
		panic(http.ErrAbortHandler)
	}
	if r.ContentLength == 0 {
		mid.Send(w, http.StatusBadRequest, "for which lamp?") // want `\(missingreturn\)`
	}
	mid.Send(w, http.StatusOK, "swapped")
}
