// Package api answers for a club.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i05/leaf"
	"github.com/respvet/respvet/testdata/idioms/i05/mid"
)

// Handler serves the club.
type Handler struct{ book leaf.Book }

// Enter sends the status that came back, one of which is unregistered.
func (h *Handler) Enter(w http.ResponseWriter, r *http.Request) {
	m, status, err := mid.Who(h.book, r)
	if err != nil {
		mid.Send(w, status, "you cannot come in") // want `498.*\(statuscode/unregistered\)`
		return
	}
	mid.Send(w, http.StatusOK, m.Name)
}

// Ask sends the error that came back, which the book may have made.
func (h *Handler) Ask(w http.ResponseWriter, r *http.Request) {
	_, _, err := mid.Who(h.book, r)
	if err != nil {
		mid.Send(w, http.StatusForbidden, err.Error()) // want `\(errleak/error4xx\)`
		return
	}
	mid.Send(w, http.StatusOK, "welcome")
}

// Knock sends a status and an error that are the club's own.
func (h *Handler) Knock(w http.ResponseWriter, r *http.Request) {
	status, err := leaf.Check(r.Header.Get("Authorization"))
	if err != nil {
		mid.Send(w, status, err.Error()) // ok: registered, and text made on the spot
		return
	}
	mid.Send(w, status, "welcome")
}

// Ring goes on.
func (h *Handler) Ring(w http.ResponseWriter, r *http.Request) {
	status, err := leaf.Check(r.Header.Get("Authorization"))
	if err != nil {
		mid.Send(w, status, "you cannot come in") // want `\(missingreturn\)`
	}
	mid.Send(w, http.StatusOK, "welcome")
}
