// Package few asks now and then: a login, and who it was.
package few

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
	resp, err := c.hc.Get(c.base + path) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("tides: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (c *Client) Token() (v []string, err error) { return v, c.get("/Token", &v) }

func (c *Client) User() (v []string, err error) { return v, c.get("/User", &v) }
