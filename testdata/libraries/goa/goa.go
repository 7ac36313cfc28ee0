// Package goa has the methods of a service that goa has designed.
package goa

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	goahttp "goa.design/goa/v3/http"
	goa "goa.design/goa/v3/pkg"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// MakeNotFound and MakeInternal are as goa writes them for the errors of a design.
func MakeNotFound(err error) *goa.ServiceError {
	return goa.NewServiceError(err, "not_found", false, false, false) // BAD(errleak/error)
}

type service struct{ store orders.Store }

// Get returns an order.
func (s *service) Get(ctx context.Context, id string) (*orders.Order, error) {
	o, err := s.store.Order(ctx, id)
	if errors.Is(err, orders.ErrNotFound) {
		return nil, goa.PermanentError("not_found", "no such order") // ok
	}
	if err != nil {
		return nil, goa.Fault("the store says: %v", err) // BAD(errleak/error)
	}
	return o, nil
}

// GetSafe keeps what happened for the log.
func (s *service) GetSafe(ctx context.Context, id string) (*orders.Order, error) {
	o, err := s.store.Order(ctx, id)
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return nil, goa.Fault("something is wrong on our side") // ok
	}
	return o, nil
}

// Find returns an order, or what the store says of it.
func (s *service) Find(ctx context.Context, id string) (*orders.Order, error) {
	o, err := s.store.Order(ctx, id)
	if err != nil {
		return nil, MakeNotFound(err)
	}
	return o, nil
}

// Mount adds handlers that are not part of the design.
func Mount(mux goahttp.Muxer, s *service) {
	mux.Handle(http.MethodGet, "/raw", func(w http.ResponseWriter, r *http.Request) {
		o, err := s.store.Order(r.Context(), r.URL.Query().Get("id"))
		if err != nil {
			http.Error(w, "the store fails", http.StatusInternalServerError) // BAD(rawerror) BAD(missingreturn)
		}
		_ = goahttp.ResponseEncoder(r.Context(), w).Encode(o)
	})
	mux.Handle(http.MethodGet, "/careful", func(w http.ResponseWriter, r *http.Request) {
		o, err := s.store.Order(r.Context(), r.URL.Query().Get("id"))
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError) // ok
			return
		}
		_ = goahttp.ResponseEncoder(r.Context(), w).Encode(o)
	})
}
