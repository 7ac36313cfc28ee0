// Package published is a client library that others import.
package published

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Client asks for tides.
type Client struct {
	hc   *http.Client
	base string
}

// New makes its own http.Client: nobody can give it one that retries.
func New(base string) *Client {
	return &Client{hc: &http.Client{Timeout: time.Minute}, base: base}
}

func (c *Client) get(path string, into any) error {
	resp, err := c.hc.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("tides: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (c *Client) Stations() (v []string, err error) { return v, c.get("/Stations", &v) }

func (c *Client) High() (v []string, err error) { return v, c.get("/High", &v) }

func (c *Client) Low() (v []string, err error) { return v, c.get("/Low", &v) }

func (c *Client) Today() (v []string, err error) { return v, c.get("/Today", &v) }
