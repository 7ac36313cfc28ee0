// Package bad has examples of the page of noretry.
package bad

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

// An Order is what the service has.
type Order struct{ ID string }

// A Client asks the service.
type Client struct{ http *http.Client }

// New returns a client.
func New() *Client { return &Client{&http.Client{}} }

// Order returns an order.
func (c *Client) Order(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://example.com/orders/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("order %s: %s", id, resp.Status)
	}
	return decode(resp.Body)
}

// Cart returns a cart.
func (c *Client) Cart(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://example.com/carts/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("cart %s: %s", id, resp.Status)
	}
	return decode(resp.Body)
}

// User returns a user.
func (c *Client) User(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://example.com/users/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("user %s: %s", id, resp.Status)
	}
	return decode(resp.Body)
}

// Invoice returns an invoice.
func (c *Client) Invoice(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://example.com/invoices/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("invoice %s: %s", id, resp.Status)
	}
	return decode(resp.Body)
}

func decode(r io.Reader) (*Order, error) {
	o := new(Order)
	return o, json.NewDecoder(r).Decode(o)
}

// Page returns a page.
func Page(url string, policy backoff.BackOff) ([]byte, error) {
	var resp *http.Response
	err := backoff.Retry(func() (err error) {
		resp, err = http.Get(url)
		return err
	}, policy)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, resp.Status)
	}
	return io.ReadAll(resp.Body)
}
