// Package twirp answers for orders with twirp.
package twirp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/twitchtv/twirp"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// A Server has the calls of a service's definition.
type Server struct{ store orders.Store }

// GetOrder returns an order.
func (s *Server) GetOrder(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if errors.Is(err, orders.ErrNotFound) {
		return nil, twirp.NotFoundError("no such order") // ok
	}
	if err != nil {
		return nil, twirp.InternalErrorWith(err) // BAD(errleak/error)
	}
	return wrapperspb.String(o.ID), nil
}

// GetOrderSafe keeps what happened for the log.
func (s *Server) GetOrderSafe(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return nil, twirp.InternalError("something is wrong on our side") // ok
	}
	return wrapperspb.String(o.ID), nil
}

// GetOwner returns who has an order.
func (s *Server) GetOwner(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if err != nil {
		return nil, twirp.NewError(twirp.Unavailable, "the store says: "+err.Error()) // BAD(errleak/error)
	}
	return wrapperspb.String(o.Owner), nil
}

// GetOwnerSafe wraps what happened, which is not sent.
func (s *Server) GetOwnerSafe(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if err != nil {
		return nil, twirp.WrapError(twirp.Internal.Error("the store fails"), err) // ok
	}
	return wrapperspb.String(o.Owner), nil
}

// Pay pays for an order.
func (s *Server) Pay(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	if in.Value == "" {
		return nil, twirp.RequiredArgumentError("id") // ok
	}
	o, err := s.store.Order(ctx, in.Value)
	if err != nil {
		return nil, twirp.Internal.Errorf("cannot pay: %v", err) // BAD(errleak/error)
	}
	o.Paid = true
	if err := s.store.Save(ctx, o); err != nil {
		return nil, twirp.InternalErrorf("cannot save: %v", err) // BAD(errleak/error)
	}
	return wrapperspb.String(o.ID), nil
}

// Unauthorized answers for the server, before it is asked.
func Unauthorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			twirp.WriteError(w, twirp.NewError(twirp.Unauthenticated, "who asks?")) // ok
			return
		}
		if err := check(r); err != nil {
			twirp.WriteError(w, err) // BAD(errleak/error)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var tokens interface{ Check(token string) error }

func check(r *http.Request) error { return tokens.Check(r.Header.Get("Authorization")) }

// GetPlain leaves the error to the generated server, which sends its text.
func (s *Server) GetPlain(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if errors.Is(err, orders.ErrNotFound) {
		return nil, orders.ErrNotFound // ok
	}
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", in.Value, err) // BAD(errleak/error)
	}
	return wrapperspb.String(o.ID), nil
}

// GetMeta says more than it should beside the message.
func (s *Server) GetMeta(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	o, err := s.store.Order(ctx, in.Value)
	if errors.Is(err, orders.ErrNotFound) {
		return nil, twirp.NotFoundError("no such order").WithMeta("order", in.Value) // ok
	}
	if err != nil {
		return nil, twirp.InternalError("the store fails").WithMeta("cause", err.Error()) // BAD(errleak/error)
	}
	return wrapperspb.String(o.ID), nil
}

// count returns how many orders there are; it is no method of the service.
func (s *Server) count(ctx context.Context, owner string) (int, error) {
	all, err := s.store.Orders(ctx, owner)
	return len(all), err // ok
}

// GetCount returns how many orders somebody has.
func (s *Server) GetCount(ctx context.Context, in *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	n, err := s.count(ctx, in.Value)
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return nil, twirp.InternalError("the store fails") // ok
	}
	return wrapperspb.String(fmt.Sprint(n)), nil
}
