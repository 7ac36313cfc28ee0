// Package orders is what the services in this module are about: orders, and a store
// of them, which fails with errors of its own.
package orders

import (
	"context"
	"errors"
)

// An Order is what clients get.
type Order struct {
	ID    string   `json:"id"`
	Owner string   `json:"owner"`
	Items []string `json:"items,omitempty"`
	Paid  bool     `json:"paid"`
}

// ErrNotFound is returned for an order that is not there.
var ErrNotFound = errors.New("no such order")

// A Store keeps orders.
type Store interface {
	Order(ctx context.Context, id string) (*Order, error)
	Orders(ctx context.Context, owner string) ([]Order, error)
	Save(ctx context.Context, o *Order) error
	Delete(ctx context.Context, id string) error
}
