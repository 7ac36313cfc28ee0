// Package shop is the client of the warehouse's API, as other teams import it.
package shop

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A Client asks the warehouse. It is safe for concurrent use.
type Client struct {
	base  string
	token string
	http  *http.Client
}

// New returns a client of the API at base, which presents a token.
func New(base, token string) *Client {
	return &Client{
		base:  strings.TrimSuffix(base, "/"),
		token: token,
		http:  &http.Client{Timeout: 10 * time.Second},
	}
}

// A StatusError is an answer that is no success.
type StatusError struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

// Error returns the status and what the warehouse said.
func (e *StatusError) Error() string {
	return fmt.Sprintf("warehouse: %d: %s", e.Status, e.Message)
}

// Temporary reports whether the same request may succeed later.
func (e *StatusError) Temporary() bool {
	return e.Status == http.StatusTooManyRequests || e.Status >= 500
}

// do sends a request with the token, and with a body of JSON or none. The status
// is for the caller to look at.
func (c *Client) do(ctx context.Context, method, path string, in any) (*http.Response, error) {
	req, err := c.request(ctx, method, path, in)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req) // BAD(noretry): whatever a caller asks for, a 503 is given up at once
}

func (c *Client) request(ctx context.Context, method, path string, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("encode request: %w", err)
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// check makes an error of an answer that is no success.
func check(resp *http.Response) error {
	if resp.StatusCode/100 == 2 {
		return nil
	}
	e := &StatusError{Status: resp.StatusCode}
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<16)).Decode(e); err != nil {
		e.Message = http.StatusText(resp.StatusCode)
	}
	return e
}

// decode reads the body of an answer that is a success.
func decode[T any](resp *http.Response) (T, error) {
	defer resp.Body.Close()
	var v T
	if err := check(resp); err != nil {
		return v, err
	}
	err := json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}
