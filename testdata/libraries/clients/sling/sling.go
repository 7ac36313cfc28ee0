// Package sling asks for orders with dghubble/sling.
package sling

import (
	"fmt"
	"net/http"

	"github.com/dghubble/sling"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// A Client asks a service.
type Client struct{ base *sling.Sling }

// New returns one.
func New(url string) *Client { return &Client{sling.New().Base(url)} }

// Order takes what the service answers for an order.
func (c *Client) Order(id string) (*orders.Order, error) {
	o := new(orders.Order)
	_, err := c.base.New().Get("/orders/" + id).ReceiveSuccess(o) // BAD(uncheckedstatus)
	return o, err
}

// Checked looks at the status, and asks once.
func (c *Client) Checked(id string) (*orders.Order, error) {
	o := new(orders.Order)
	resp, err := c.base.New().Get("/orders/" + id).ReceiveSuccess(o) // BAD(noretry)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return o, nil
}

// failure is what the service says where it fails.
type failure struct {
	Message string `json:"message"`
}

// Told takes what the service says of its failure.
func (c *Client) Told(id string) (*orders.Order, error) {
	o, bad := new(orders.Order), new(failure)
	_, err := c.base.New().Get("/orders/"+id).Receive(o, bad) // MISSED(noretry): whether the failure was told is all that is looked at
	if err == nil && bad.Message != "" {
		err = fmt.Errorf("the service says: %s", bad.Message)
	}
	return o, err
}

// Add adds an order, once: a second attempt might add another.
func (c *Client) Add(o *orders.Order) error {
	resp, err := c.base.New().Post("/orders").BodyJSON(o).ReceiveSuccess(nil) // BAD(noretry)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}
