// Package api answers for shelves.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i01/leaf"
	"github.com/respvet/respvet/testdata/idioms/i01/mid"
)

// A Shelves stores shelves.
type Shelves interface {
	Add(name string) error
}

// Handler serves shelves.
type Handler struct{ shelves Shelves }

// Add goes on after it answered.
func (h *Handler) Add(w http.ResponseWriter, r *http.Request) {
	if err := h.shelves.Add(r.PathValue("name")); err != nil {
		mid.Broken(w, r, err) // want `\(missingreturn\)`
	}
	leaf.To(w).Code(http.StatusCreated).JSON(leaf.Notice("added")).Go()
}

// Put returns after it answered.
func (h *Handler) Put(w http.ResponseWriter, r *http.Request) {
	if err := h.shelves.Add(r.PathValue("name")); err != nil {
		mid.Taken(w, r, err) // ok: returns
		return
	}
	leaf.To(w).JSON(leaf.Notice("put")).Go() // ok: 200, chosen by the builder
}

// Pick chooses a status of its own.
func (h *Handler) Pick(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("odd") {
		leaf.To(w).Code(461).JSON(leaf.Notice("no such shelf")).Go() // want `461.*\(statuscode/unregistered\)`
		return
	}
	leaf.To(w).Code(http.StatusNotFound).JSON(leaf.Notice("no such shelf")).Go() // ok: registered
}
