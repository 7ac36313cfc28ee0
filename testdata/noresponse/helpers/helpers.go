// Package helpers answers through the functions of another package.
package helpers

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/noresponse/helpers/reply"
)

type repo[T any] struct {
	load func(ctx context.Context, id string) (T, error)
}

func (p *repo[T]) get(ctx context.Context, id string) (T, error) { return p.load(ctx, id) }

func show[T any](p *repo[T]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := p.get(r.Context(), r.PathValue("id"))
		if err != nil {
			slog.ErrorContext(r.Context(), "cannot load", "error", err)
			return // want `p.get failed and the handler returns without a response`
		}
		if _, err := p.get(r.Context(), "parent"); err != nil {
			reply.Error(w, http.StatusNotFound, "no parent")
			return // ok
		}
		reply.JSON(w, http.StatusOK, v)
	}
}

func short(p *repo[int]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := p.get(r.Context(), "n")
		if err != nil {
			return // want `p.get failed`
		}
		reply.JSON(w, http.StatusOK, n)
	}
}

// Nobody can be answered here.
func worker(p *repo[int]) func(context.Context) {
	return func(ctx context.Context) {
		if _, err := p.get(ctx, "n"); err != nil {
			return // ok: no handler
		}
	}
}

// The signature of a handler with a result: what it returns is answered elsewhere.
func answers(p *repo[int]) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		n, err := p.get(r.Context(), "n")
		if err != nil {
			return err // ok
		}
		reply.JSON(w, http.StatusOK, n)
		return nil
	}
}
