// Package requests asks for orders with carlmjohnson/requests.
package requests

import (
	"context"
	"net/http"

	"github.com/carlmjohnson/requests"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order asks once; what is no success is an error.
func Order(ctx context.Context, url, id string) (*orders.Order, error) {
	var o orders.Order
	err := requests.URL(url).Pathf("/orders/%s", id).ToJSON(&o).Fetch(ctx) // BAD(noretry)
	return &o, err
}

// Add adds an order.
func Add(ctx context.Context, url string, o *orders.Order) error {
	return requests.URL(url).Path("/orders").BodyJSON(o).CheckStatus(http.StatusCreated).Fetch(ctx) // BAD(noretry)
}
