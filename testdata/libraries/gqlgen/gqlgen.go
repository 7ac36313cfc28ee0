// Package gqlgen answers for orders with GraphQL. gqlgen has generated generated.go and
// models_gen.go from orders.graphqls: gqlgen generate.
package gqlgen

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// New makes the handler of the service.
func New(store orders.Store) http.Handler {
	srv := handler.NewDefaultServer(NewExecutableSchema(Config{Resolvers: &resolver{store}}))
	srv.SetRecoverFunc(func(_ context.Context, v any) error {
		return fmt.Errorf("this should not happen: %v", v) // BAD(errleak/panic)
	})
	return srv
}

type resolver struct{ store orders.Store }

// Query returns the resolvers of queries.
func (r *resolver) Query() QueryResolver { return &queryResolver{r} }

// Mutation returns the resolvers of mutations.
func (r *resolver) Mutation() MutationResolver { return &mutationResolver{r} }

type (
	queryResolver    struct{ *resolver }
	mutationResolver struct{ *resolver }
)

// Order is the resolver of an order.
func (r *queryResolver) Order(ctx context.Context, id string) (*Order, error) {
	o, err := r.store.Order(ctx, id)
	if errors.Is(err, orders.ErrNotFound) {
		return nil, gqlerror.Errorf("no such order") // ok
	}
	if err != nil {
		return nil, gqlerror.Errorf("cannot read order %s: %v", id, err) // BAD(errleak/error)
	}
	return &Order{ID: o.ID, Owner: o.Owner}, nil
}

// Owner is the resolver of an order's owner.
func (r *queryResolver) Owner(ctx context.Context, id string) (string, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return "", gqlerror.Errorf("cannot read order %s", id) // ok
	}
	if o.Paid {
		graphql.AddErrorf(ctx, "order %s is paid", id)
	}
	if o.Owner == "" {
		return "", &gqlerror.Error{Message: "the order has no owner", Path: graphql.GetPath(ctx)} // ok
	}
	return o.Owner, nil
}

// Items is the resolver of an order's items. gqlgen's own presenter shows the text of the
// error, for this package has put none in its place.
func (r *queryResolver) Items(ctx context.Context, id string) ([]string, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("cannot read order: %w", err) // BAD(errleak/error)
	}
	return o.Items, nil
}

// Pay is the resolver of a payment.
func (r *mutationResolver) Pay(ctx context.Context, id string) (*Order, error) {
	o, err := r.store.Order(ctx, id)
	if err != nil {
		return nil, gqlerror.WrapPath(graphql.GetPath(ctx), err) // BAD(errleak/error)
	}
	if o.Owner == "" {
		return nil, fmt.Errorf("order %s has no owner", id) // ok
	}
	if err := r.store.Delete(ctx, id); err != nil {
		graphql.AddError(ctx, err) // BAD(errleak/error)
	}
	if err := r.store.Delete(ctx, o.Owner); err != nil {
		graphql.AddErrorf(ctx, "cannot delete: %v", err)                 // BAD(errleak/error)
		graphql.AddError(ctx, gqlerror.Errorf("cannot delete: %v", err)) // BAD(errleak/error)
		graphql.AddErrorf(ctx, "cannot delete %s", id)                   // ok
		graphql.AddError(ctx, errors.New("cannot delete"))               // ok
	}
	o.Paid = true
	if err := r.store.Save(ctx, o); err != nil {
		return nil, &gqlerror.Error{
			Err:     err,
			Message: fmt.Sprintf("cannot save: %v", err), // BAD(errleak/error)
			Path:    graphql.GetPath(ctx),
		}
	}
	return &Order{ID: o.ID, Owner: o.Owner}, nil
}
