// Package given is one whose users bring their own http.Client.
package given

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Client asks for tides.
type Client struct {
	hc   *http.Client
	base string
}

// New is given the http.Client by who uses it.
func New(base string, hc *http.Client) *Client {
	if hc == nil {
		hc = &http.Client{}
	}
	return &Client{hc: hc, base: base}
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

func (c *Client) Stations() (v []string, err error) { return v, c.get("/Stations", &v) }

func (c *Client) High() (v []string, err error) { return v, c.get("/High", &v) }

func (c *Client) Low() (v []string, err error) { return v, c.get("/Low", &v) }

func (c *Client) Today() (v []string, err error) { return v, c.get("/Today", &v) }
