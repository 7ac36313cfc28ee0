// Package views renders pages.
package views

import (
	"context"
	"html/template"
	"io"
	"net/http"
)

// Render renders a template, and responds with 500 where that fails.
func Render(w http.ResponseWriter, t *template.Template, data any) {
	if err := t.Execute(w, data); err != nil {
		http.Error(w, "internal server error", http.StatusInternalServerError)
	}
}

// A View renders itself.
type View interface {
	Render(ctx context.Context, w io.Writer) error
}

// Show renders a view, and responds with 500 where that fails.
func Show(w http.ResponseWriter, v View) {
	if err := v.Render(context.Background(), w); err != nil {
		http.Error(w, "internal server error", http.StatusInternalServerError)
	}
}
