// Package api answers for articles.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i10/leaf"
	"github.com/respvet/respvet/testdata/idioms/i10/mid"
)

// A Press prints articles.
type Press interface {
	Print(title string) error
}

// Handler serves articles.
type Handler struct{ press Press }

// Article is a view of an article.
type Article struct {
	Title string `json:"title"`
}

// Prepare leaves the status alone.
func (a *Article) Prepare(http.ResponseWriter, *http.Request) error { return nil }

// Print shows a view that says why.
func (h *Handler) Print(w http.ResponseWriter, r *http.Request) {
	title := r.PathValue("title")
	if err := h.press.Print(title); err != nil {
		_ = leaf.Show(w, r, mid.Rejected(err)) // want `\(errleak/error(4xx)?\)`
		return
	}
	_ = leaf.Show(w, r, &Article{Title: title}) // ok: a result
}

// Reprint shows a view that does not.
func (h *Handler) Reprint(w http.ResponseWriter, r *http.Request) {
	title := r.PathValue("title")
	if err := h.press.Print(title); err != nil {
		_ = leaf.Show(w, r, mid.Hidden(err)) // ok: the cause is not encoded
		return
	}
	_ = leaf.Show(w, r, &Article{Title: title}) // ok: a result
}

// Pulp goes on: if the view could not be prepared, nothing was answered yet.
func (h *Handler) Pulp(w http.ResponseWriter, r *http.Request) {
	title := r.PathValue("title")
	if err := h.press.Print(title); err != nil {
		mid.Hide(w, r, err) // ok: it may not have answered
	}
	_ = leaf.Show(w, r, &Article{Title: title})
}
