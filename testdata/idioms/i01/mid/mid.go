// Package mid has one answer for each kind of trouble.
package mid

import (
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i01/leaf"
)

// Broken answers 500 and says why.
func Broken(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "request failed", "error", err)
	leaf.To(w).Code(http.StatusInternalServerError).JSON(leaf.Cause(err)).Go() // want `\(errleak/error\)`
}

// Taken answers 409 and logs why.
func Taken(w http.ResponseWriter, r *http.Request, err error) {
	slog.WarnContext(r.Context(), "shelf is taken", "error", err)
	leaf.To(w).Code(http.StatusConflict).JSON(leaf.Notice("the shelf is taken")).Go() // ok: constant text
}
