// Package client is a client library without a second attempt.
package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type Order struct{ ID string }

// A Client holds what sends requests.
type Client struct {
	base string
	http *http.Client
}

// New takes a client of the caller's.
func New(base string, c *http.Client) *Client { return &Client{base, c} }

func (c *Client) Order(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/orders/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("order %s: %s", id, resp.Status)
	}
	var o Order
	return &o, json.NewDecoder(resp.Body).Decode(&o)
}

// Delete is reported at the call of the helper that hands the answer on.
func (c *Client) Delete(ctx context.Context, id string) error {
	resp, err := c.do(ctx, http.MethodDelete, "/orders/"+id, nil) // want `a 429 or 503 response to c.do becomes an error: the request is not retried`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

func (c *Client) do(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

var errBusy = errors.New("the server is busy")

func check(resp *http.Response) error {
	switch c := resp.StatusCode; {
	case c/100 == 2:
		return nil
	case c == http.StatusTooManyRequests, c == http.StatusServiceUnavailable:
		return errBusy
	}
	return fmt.Errorf("unexpected status %d", resp.StatusCode)
}

// A Typed error keeps the status: a caller might look at it, and none does.
type Typed struct{ Status int }

func (e *Typed) Error() string { return http.StatusText(e.Status) }

func (c *Client) Typed(id string) ([]byte, error) {
	data, err := c.get("/orders/" + id)
	if err != nil {
		return nil, fmt.Errorf("typed: %w", err)
	}
	return data, nil
}

func (c *Client) get(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, &Typed{resp.StatusCode}
	}
	return io.ReadAll(resp.Body)
}

// Create is a POST, which might be carried out twice: it has no fix of its own.
func (c *Client) Create(ctx context.Context, o Order) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/orders", strings.NewReader(o.ID))
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // want `a 429 or 503 response to`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

// CreateOnce has a key for that.
func (c *Client) CreateOnce(ctx context.Context, o Order) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/orders", strings.NewReader(o.ID))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", o.ID)
	resp, err := c.http.Do(req) // want `a 429 or 503 response to`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

// Ping asks whether the service is there: no is an answer.
func (c *Client) Ping(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/health", nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

// Unchecked is another rule's.
func (c *Client) Unchecked(id string) ([]byte, error) {
	resp, err := c.http.Get(c.base + "/orders/" + id) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A Token describes a service with texts alone.
type Token struct{ base, secret string }

func (t *Token) User(name string) (user Order, err error) {
	resp, err := http.Get(t.base + "/users/" + name + "?key=" + t.secret) // want `a 429 or 503 response to http.Get becomes an error: the request is not retried`
	if err != nil {
		return user, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return user, err
	}
	return user, json.NewDecoder(resp.Body).Decode(&user)
}

// A Service does much else: what it asks for, it may do without.
type Service struct {
	name   string
	orders map[string]Order
}

func (s *Service) Rate(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `a 429 or 503 response to http\.Get becomes an error: the request is not retried`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// All pages through a list: one failure loses all pages before it.
func All(u string) (all []Order, err error) {
	for page := 1; ; page++ {
		resp, err := http.Get(fmt.Sprintf("%s?page=%d", u, page)) // want `a 429 or 503 response to http.Get becomes an error: the request is not retried`
		if err != nil {
			return nil, err
		}
		if err := check(resp); err != nil {
			resp.Body.Close()
			return nil, err
		}
		var orders []Order
		err = json.NewDecoder(resp.Body).Decode(&orders)
		resp.Body.Close()
		if err != nil || len(orders) == 0 {
			return all, err
		}
		all = append(all, orders...)
	}
}

// First asks once: a tool's way.
func First(u string) (orders []Order, err error) {
	resp, err := http.Get(u) // want `a 429 or 503 response to http\.Get becomes an error: the request is not retried`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, err
	}
	return orders, json.NewDecoder(resp.Body).Decode(&orders)
}
