// Package ogen answers for orders with a server of ogen, which has generated package oas from
// orders.yaml: ogen -config ogen.yml -target . -package oas orders.yaml.
package ogen

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/libraries/ogen/oas"
	"github.com/respvet/respvet/testdata/libraries/orders"
)

// New makes the handler of the service.
func New(store orders.Store) (http.Handler, error) { return oas.NewServer(&service{store}) }

type service struct{ store orders.Store }

// GetOrder returns an order.
func (s *service) GetOrder(ctx context.Context, params oas.GetOrderParams) (oas.GetOrderRes, error) {
	o, err := s.store.Order(ctx, params.ID)
	if errors.Is(err, orders.ErrNotFound) {
		return &oas.Problem{Message: "no such order"}, nil // ok
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, &oas.ErrorStatusCode{StatusCode: http.StatusGatewayTimeout, Response: oas.Problem{Message: "the store is slow"}} // ok
	}
	if err != nil && params.ID == "" {
		return &oas.Problem{Message: err.Error()}, nil // BAD(errleak/error4xx)
	}
	if err != nil && len(params.ID) < 3 {
		problem := new(oas.Problem)
		problem.SetMessage("cannot read the order: " + err.Error()) // BAD(errleak/error4xx)
		return problem, nil
	}
	if err != nil && len(params.ID) < 4 {
		problem := &oas.Problem{}
		problem.SetMessage("cannot read the order " + params.ID) // ok
		return problem, nil
	}
	if err != nil {
		return nil, err
	}
	return &oas.Order{ID: o.ID, Items: o.Items}, nil
}

// ListOrders returns all orders.
func (s *service) ListOrders(ctx context.Context, params oas.ListOrdersParams) ([]oas.Order, error) {
	all, err := s.store.Orders(ctx, params.Q.Or(""))
	if err != nil {
		return nil, &oas.ErrorStatusCode{StatusCode: http.StatusBadGateway, Response: oas.Problem{Message: "cannot list orders: " + err.Error()}} // BAD(errleak/error)
	}
	if len(all) > 1000 {
		return nil, &oas.ErrorStatusCode{StatusCode: 999, Response: oas.Problem{Message: "too many orders"}} // BAD(statuscode/unregistered)
	}
	list := make([]oas.Order, 0, len(all))
	for _, o := range all {
		list = append(list, oas.Order{ID: o.ID, Items: o.Items})
	}
	return list, nil
}

// NewError makes the response for an error that an operation returns.
func (s *service) NewError(ctx context.Context, err error) *oas.ErrorStatusCode {
	return &oas.ErrorStatusCode{StatusCode: http.StatusInternalServerError, Response: oas.Problem{Message: err.Error()}} // BAD(errleak/error)
}

// A careful service keeps errors to itself.
type careful struct{ service }

// NewError makes the response for an error that an operation returns.
func (s *careful) NewError(ctx context.Context, err error) *oas.ErrorStatusCode {
	if errors.Is(err, orders.ErrNotFound) {
		return &oas.ErrorStatusCode{StatusCode: http.StatusNotFound, Response: oas.Problem{Message: err.Error()}} // BAD(errleak/error4xx): what wraps it is shown as well
	}
	slog.ErrorContext(ctx, "orders", "error", err)
	return &oas.ErrorStatusCode{StatusCode: http.StatusInternalServerError, Response: oas.Problem{Message: "something is wrong on our side"}} // ok
}

// NewCareful makes the handler of a careful service.
func NewCareful(store orders.Store) (http.Handler, error) {
	return oas.NewServer(&careful{service{store}})
}
