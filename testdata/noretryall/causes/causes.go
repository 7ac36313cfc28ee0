// Package causes has one function that asks, and many that go through it.
package causes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type Client struct {
	hc   *http.Client
	base string
}

func New(base string) *Client { return &Client{&http.Client{}, base} }

var errStatus = errors.New("bad status")

// ask is where all of them lose it.
func (c *Client) ask(path string) (*http.Response, error) {
	return c.hc.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
}

func (c *Client) Buoys() (v []string, err error) {
	resp, err := c.ask("/buoys")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("buoys: %s", resp.Status)
	}
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

func (c *Client) Lights() (v []string, err error) {
	resp, err := c.ask("/lights")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

// Another hands on to one alone: it is reported there.
func (c *Client) another(path string) (*http.Response, error) { return c.hc.Get(c.base + path) }

// Depth reads before it looks: the error is the one of the status.
func (c *Client) Depth() ([]byte, error) {
	resp, err := c.another("/depth") // want `a 429 or 503 response to c.another becomes the error "depth: no answer": the request is not retried`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("depth: cannot read: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("depth: no answer: %s", resp.Status)
	}
	if len(data) == 0 {
		return nil, errors.New("depth: empty")
	}
	return data, nil
}

// Unlooked fails where it cannot read, whatever the status: uncheckedstatus or nobody
// speaks of it.
func (c *Client) Unlooked(path string) ([]byte, error) {
	resp, err := c.hc.Get(c.base + path) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	fmt.Println(resp.Status)
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("unlooked: cannot read: %w", err)
	}
	return data, nil
}
