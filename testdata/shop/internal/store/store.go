// Package store keeps what the shop knows.
package store

import (
	"context"
	"errors"
)

// What every store reports of a thing that is not there, or there already.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
)

// A Product is something that the shop sells.
type Product struct {
	SKU      string `json:"sku"`
	Name     string `json:"name"`
	Price    int64  `json:"price"` // in cents
	Stock    int    `json:"stock"`
	Embargo  bool   `json:"embargo,omitempty"`
	ImageURL string `json:"imageUrl,omitempty"`
}

// A Customer is somebody who buys.
type Customer struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// A Line is a number of one product.
type Line struct {
	SKU   string `json:"sku"`
	Count int    `json:"count"`
}

// A Cart is what a customer may come to buy.
type Cart struct {
	ID    string `json:"id"`
	Lines []Line `json:"lines"`
}

// The states of an order.
const (
	StatePlaced    = "placed"
	StatePaid      = "paid"
	StateCancelled = "cancelled"
	StateRefunded  = "refunded"
)

// An Order is what a customer bought.
type Order struct {
	ID       string `json:"id"`
	Customer string `json:"customer"`
	Lines    []Line `json:"lines"`
	Total    int64  `json:"total"` // in cents
	State    string `json:"state"`
}

// A Store keeps all of it. Its errors are ErrNotFound, ErrExists and, for
// trouble, whatever the database said.
type Store interface {
	Products(ctx context.Context, limit int) ([]Product, error)
	Product(ctx context.Context, sku string) (Product, error)
	AddProduct(ctx context.Context, p Product) error
	DropProduct(ctx context.Context, sku string) error

	Customer(ctx context.Context, id string) (Customer, error)
	AddCustomer(ctx context.Context, c Customer) error
	DropCustomer(ctx context.Context, id string) error

	Cart(ctx context.Context, id string) (Cart, error)
	SaveCart(ctx context.Context, c Cart) error

	Orders(ctx context.Context, customer string) ([]Order, error)
	Order(ctx context.Context, id string) (Order, error)
	SaveOrder(ctx context.Context, o Order) error

	Ping(ctx context.Context) error
}
