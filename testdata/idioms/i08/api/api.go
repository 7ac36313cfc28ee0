// Package api answers for baskets.
package api

import (
	"errors"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i08/leaf"
	"github.com/respvet/respvet/testdata/idioms/i08/mid"
)

// A Baskets stores baskets.
type Baskets interface {
	Add(article string) error
}

// Handler serves baskets.
type Handler struct{ baskets Baskets }

// Add says what the store said, laundered in several ways.
func (h *Handler) Add(w http.ResponseWriter, r *http.Request) {
	err := h.baskets.Add(r.PathValue("article"))
	if err == nil {
		mid.Say(w, http.StatusOK, "added")
		return
	}
	switch r.PathValue("case") {
	case "here":
		err = errors.New("cannot add: " + err.Error())
		mid.Say(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	case "leaf":
		mid.Say(w, http.StatusInternalServerError, leaf.Note("cannot add", err).Error()) // want `\(errleak/error\)`
	case "mid":
		mid.Say(w, http.StatusInternalServerError, mid.Basket(err).Error()) // want `\(errleak/error\)`
	case "wrapped":
		mid.Say(w, http.StatusInternalServerError, leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
	case "replaced here":
		err := errors.New("cannot add")
		mid.Say(w, http.StatusInternalServerError, err.Error()) // ok: constant text
	case "replaced":
		mid.Say(w, http.StatusInternalServerError, leaf.Replace(err).Error()) // ok: constant text
	}
}

// Fill says what the service's own check said.
func (h *Handler) Fill(w http.ResponseWriter, r *http.Request) {
	if err := mid.Limit(int(r.ContentLength)); err != nil {
		mid.Say(w, http.StatusBadRequest, err.Error()) // ok: constants and a number
		return
	}
	mid.Say(w, http.StatusOK, "filled")
}
