// Package posts is a client that changes something with each request. One that asks
// beside that stands in the same package.
package posts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

// Client books berths.
type Client struct{ base string }

var hc = &http.Client{}

func (c *Client) Book(berth []byte) error   { return c.call(http.MethodPost, "/book", berth) }
func (c *Client) Cancel(berth []byte) error { return c.call(http.MethodPost, "/cancel", berth) }
func (c *Client) Pay(bill []byte) error     { return c.call(http.MethodPost, "/pay", bill) }
func (c *Client) Change(bill []byte) error  { return c.call(http.MethodPatch, "/bill", bill) }

func (c *Client) call(method, path string, data []byte) error {
	req, err := http.NewRequest(method, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := hc.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("berths: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(new(int))
}

// Both asks as well.
type Both struct{ base string }

func (c *Both) Book(berth []byte) error   { return c.call(http.MethodPost, "/book", berth) }
func (c *Both) Cancel(berth []byte) error { return c.call(http.MethodPost, "/cancel", berth) }
func (c *Both) Pay(bill []byte) error     { return c.call(http.MethodPost, "/pay", bill) }
func (c *Both) Bill() error               { return c.call(http.MethodGet, "/bill", nil) }

func (c *Both) call(method, path string, data []byte) error {
	req, err := http.NewRequest(method, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := hc.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes an error`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("berths: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(new(int))
}
