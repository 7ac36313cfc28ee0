// Package presented answers for orders with GraphQL, and says itself what clients learn of
// errors.
package presented

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/respvet/respvet/testdata/libraries/gqlgen"
	"github.com/respvet/respvet/testdata/libraries/orders"
)

// New makes the handler of the service.
func New(store orders.Store) http.Handler {
	srv := handler.NewDefaultServer(gqlgen.NewExecutableSchema(gqlgen.Config{Resolvers: &root{store}}))
	srv.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if known := new(gqlerror.Error); errors.As(err, &known) {
			return known
		}
		slog.ErrorContext(ctx, "orders", "error", err)
		return gqlerror.Errorf("something is wrong on our side")
	})
	srv.SetRecoverFunc(func(_ context.Context, v any) error {
		return fmt.Errorf("this should not happen: %v", v) // ok
	})
	return srv
}

type root struct{ store orders.Store }

// Query returns the resolvers of queries.
func (r *root) Query() gqlgen.QueryResolver { return r }

// Mutation returns the resolvers of mutations.
func (r *root) Mutation() gqlgen.MutationResolver { return r }

// Order is the resolver of an order.
func (r *root) Order(ctx context.Context, id string) (*gqlgen.Order, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		return nil, err // ok
	}
	return &gqlgen.Order{ID: o.ID, Owner: o.Owner}, nil
}

// Owner is the resolver of an order's owner.
func (r *root) Owner(ctx context.Context, id string) (string, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		graphql.AddError(ctx, err) // ok
		return "", nil
	}
	return o.Owner, nil
}

// Items is the resolver of an order's items.
func (r *root) Items(ctx context.Context, id string) ([]string, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		return nil, gqlerror.Errorf("cannot read %s: %v", id, err) // BAD(errleak/error)
	}
	return o.Items, nil
}

// Pay is the resolver of a payment.
func (r *root) Pay(ctx context.Context, id string) (*gqlgen.Order, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("pay: %w", err) // ok
	}
	return &gqlgen.Order{ID: o.ID, Owner: o.Owner}, nil
}
