// Package web runs handlers that return what they respond with.
package web

import (
	"context"
	"encoding/json"
	"net/http"
)

// An Encoder encodes itself.
type Encoder interface {
	Encode() (data []byte, contentType string, err error)
}

type statusCoder interface{ HTTPStatus() int }

// A Handler returns its response.
type Handler func(ctx context.Context, r *http.Request) Encoder

// Handle adapts one.
func Handle(h Handler, before ...func(Handler) Handler) http.HandlerFunc {
	for _, wrap := range before {
		h = wrap(h)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		respond(w, h(r.Context(), r))
	}
}

func respond(w http.ResponseWriter, v Encoder) error {
	status := http.StatusOK
	if s, ok := v.(statusCoder); ok {
		status = s.HTTPStatus()
	}
	data, contentType, err := v.Encode()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, err = w.Write(data)
	return err
}

// Pair adapts a handler that returns a status and what is encoded.
func Pair(h func(r *http.Request) (int, any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, v, err := h(r)
		if err != nil {
			status, v = http.StatusInternalServerError, map[string]string{"error": "internal error"}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(v)
	}
}
