// Package amperity is held against the contract amperity, whose answer to a
// deadline is 503.
package amperity

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

type body struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func fail(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body{code, message})
}

type storage interface {
	Order(ctx context.Context, id string) (int, error)
}

func get(s storage) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := s.Order(r.Context(), r.FormValue("id"))
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			fail(w, http.StatusInternalServerError, "the store is slow") // want `fail sends 500 Internal Server Error for an exceeded deadline; contract amperity requires 503 Service Unavailable`
			return
		case errors.Is(err, context.Canceled):
			fail(w, http.StatusInternalServerError, "nobody waits") // ok: not known
			return
		case err != nil:
			fail(w, http.StatusInternalServerError, "Internal Server Error.") // want `fail sends 500 Internal Server Error with message "Internal Server Error\.": it only repeats the status`
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	}
}
