// Package api answers for seats.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i07/leaf"
	"github.com/respvet/respvet/testdata/idioms/i07/mid"
)

// A Hall holds seats.
type Hall interface {
	Take(seat string) error
}

// Handler serves seats.
type Handler struct{ hall Hall }

// Take builds the report with one function and sends it with another.
func (h *Handler) Take(w http.ResponseWriter, r *http.Request) {
	if err := h.hall.Take(r.PathValue("seat")); err != nil {
		mid.Fail(w, r, leaf.Describe(err, "bad-input")) // want `\(errleak/error(4xx)?\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Give builds the report with a constant text.
func (h *Handler) Give(w http.ResponseWriter, r *http.Request) {
	if err := h.hall.Take(r.PathValue("seat")); err != nil {
		mid.Fail(w, r, leaf.Summarize(err, "bad-input")) // ok: constant text
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Swap sets the report's fields one by one.
func (h *Handler) Swap(w http.ResponseWriter, r *http.Request) {
	if err := h.hall.Take(r.PathValue("seat")); err != nil {
		var rep leaf.Report
		rep.Kind = leaf.Busy
		rep.Text = "the seat cannot be swapped"
		if r.URL.Query().Has("raw") {
			rep.Hint = err.Error() // want `\(errleak/error\)`
		} else {
			rep.Hint = "try another seat" // ok: constant text
		}
		mid.Fail(w, r, &rep)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Leave goes on.
func (h *Handler) Leave(w http.ResponseWriter, r *http.Request) {
	if err := h.hall.Take(r.PathValue("seat")); err != nil {
		mid.AbsentQuietly(w, r, err) // want `\(missingreturn\)`
	}
	w.WriteHeader(http.StatusNoContent)
}
