// Package again makes its client anew from parts of the one that it has.
package again

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type doer func(*http.Request) (*http.Response, error)

func (d doer) RoundTrip(r *http.Request) (*http.Response, error) { return d(r) }

// Client asks a service for its orders.
type Client struct {
	client  *http.Client
	ignores *http.Client
	base    string
	token   string
}

// New returns a client that sends the token with each request.
func New(base, token string, c *http.Client, transport http.RoundTripper) *Client {
	s := &Client{client: c, base: base, token: token}
	if s.client == nil {
		s.client = &http.Client{}
	}
	if transport != nil {
		s.client.Transport = transport
	}
	if s.token != "" {
		inner := s.client.Transport
		if inner == nil {
			inner = http.DefaultTransport
		}
		if t, ok := inner.(*http.Transport); ok {
			inner = t.Clone()
		}
		s.client.Transport = doer(func(r *http.Request) (*http.Response, error) {
			r.Header.Set("Authorization", "Bearer "+s.token)
			return inner.RoundTrip(r)
		})
	}
	s.ignores = &http.Client{
		Transport:     s.client.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       s.client.Timeout,
	}
	return s
}

// Clone returns a client of its own with the same settings.
func (s *Client) Clone() *Client {
	c := *s
	c.client = &http.Client{Transport: s.client.Transport, Jar: s.client.Jar, Timeout: s.client.Timeout}
	c.ignores = &http.Client{Transport: c.client.Transport, Timeout: c.client.Timeout}
	return &c
}

// Slow returns one that waits longer.
func (s *Client) Slow() *Client {
	c := s.Clone()
	s.client = &http.Client{Transport: c.ignores.Transport, Timeout: time.Minute}
	return c
}

// Orders asks for all of them.
func (s *Client) Orders(ctx context.Context) (orders []string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/orders", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req) // ok: a transport that New is given may retry
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("orders: %w", errors.New(resp.Status))
	}
	err = json.NewDecoder(resp.Body).Decode(&orders)
	return orders, err
}

// Latest follows no redirect.
func (s *Client) Latest(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/orders/latest", nil)
	if err != nil {
		return "", err
	}
	resp, err := s.ignores.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusFound {
		return "", errors.New(resp.Status)
	}
	return resp.Header.Get("Location"), nil
}
