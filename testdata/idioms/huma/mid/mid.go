// Package mid wraps the errors of package leaf.
package mid

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/respvet/respvet/testdata/idioms/huma/leaf"
)

// Failed makes a 500 that says why.
func Failed(err error) error {
	if err == nil {
		return nil
	}
	return leaf.Broken(err) // ok: the leak is in Broken
}

// Conflict makes a 409.
func Conflict(err error) error { return leaf.Refuse(http.StatusConflict, "the room is taken", err) }

// Kind makes an error whose kind chooses the status.
func Kind(kind leaf.Kind, text string) error {
	status := http.StatusInternalServerError
	switch kind {
	case leaf.BadInput:
		status = http.StatusBadRequest
	case leaf.Odd:
		status = 519
	}
	return huma.NewError(status, text) // want `519.*\(statuscode/unregistered\)`
}

// Report passes notifications on and hides the rest.
func Report(err error) error {
	var n *leaf.Notification
	if errors.As(err, &n) {
		return n // ok: a typed error's public text
	}
	slog.Error("request failed", "error", err)
	return huma.Error500InternalServerError("internal error") // ok: constant text
}
