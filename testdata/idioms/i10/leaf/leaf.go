// Package leaf sends views.
package leaf

import (
	"context"
	"encoding/json"
	"net/http"
)

// A View is a body that knows how to get ready for a request.
type View interface {
	Prepare(w http.ResponseWriter, r *http.Request) error
}

type statusKey struct{}

// Choose remembers the status that Show will send.
func Choose(r *http.Request, status int) {
	*r = *r.WithContext(context.WithValue(r.Context(), statusKey{}, status))
}

// Show gets a view ready and answers with it.
func Show(w http.ResponseWriter, r *http.Request, v View) error {
	if err := v.Prepare(w, r); err != nil {
		return err
	}
	status, ok := r.Context().Value(statusKey{}).(int)
	if !ok {
		status = http.StatusOK
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status) // ok: unknown
	return json.NewEncoder(w).Encode(v)
}
