// Package oapi answers for orders with a strict server of oapi-codegen.
package oapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// A Server has the operations of the API.
type Server struct{ store orders.Store }

var _ StrictServerInterface = (*Server)(nil)

// GetOrder returns an order.
func (s *Server) GetOrder(ctx context.Context, request GetOrderRequestObject) (GetOrderResponseObject, error) {
	o, err := s.store.Order(ctx, request.ID)
	if errors.Is(err, orders.ErrNotFound) {
		return GetOrder404JSONResponse{Message: "no such order"}, nil // ok
	}
	if errors.Is(err, context.DeadlineExceeded) {
		slog.ErrorContext(ctx, "store", "error", err)
		return GetOrderdefaultJSONResponse{Body: Error{"the store is slow"}, StatusCode: http.StatusGatewayTimeout}, nil // ok
	}
	if err != nil {
		return GetOrderdefaultJSONResponse{Body: Error{err.Error()}, StatusCode: http.StatusInternalServerError}, nil // BAD(errleak/error)
	}
	return GetOrder200JSONResponse(*o), nil
}

// ListOrders returns all orders.
func (s *Server) ListOrders(ctx context.Context, _ ListOrdersRequestObject) (ListOrdersResponseObject, error) {
	all, err := s.store.Orders(ctx, "")
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return ListOrdersdefaultJSONResponse{Body: Error{"something is wrong on our side"}, StatusCode: http.StatusInternalServerError}, nil // ok
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return ListOrders200JSONResponse(unpaid), nil
}

// A Lister lists in the type of the response.
type Lister struct{ Server }

// ListOrders returns the orders that are paid, or all.
func (l *Lister) ListOrders(ctx context.Context, _ ListOrdersRequestObject) (ListOrdersResponseObject, error) {
	all, err := l.store.Orders(ctx, "")
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return ListOrdersdefaultJSONResponse{Body: Error{"something is wrong on our side"}, StatusCode: http.StatusInternalServerError}, nil // ok
	}
	if len(all) > 1000 {
		some := ListOrders200JSONResponse{} // ok
		for _, o := range all[:1000] {
			if o.Paid {
				some = append(some, o)
			}
		}
		return some, nil
	}
	var paid ListOrders200JSONResponse // BAD(nilslice)
	for _, o := range all {
		if o.Paid {
			paid = append(paid, o)
		}
	}
	return paid, nil
}
