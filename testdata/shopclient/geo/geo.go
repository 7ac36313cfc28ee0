// Package geo asks a map where addresses are. No contract is chosen for it.
package geo

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// A Client asks the map.
type Client struct {
	base string
	key  string
}

// NewClient returns a client of the map at base.
func NewClient(base, key string) *Client { return &Client{base, key} }

// A Place is a point on the map.
type Place struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Find returns where an address is.
func (c *Client) Find(ctx context.Context, address string) (Place, error) {
	var p Place
	q := url.Values{"q": {address}, "key": {c.key}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/search?"+q.Encode(), nil)
	if err != nil {
		return p, err
	}
	resp, err := http.DefaultClient.Do(req) // BAD(noretry): a client's method, whatever the contract
	if err != nil {
		return p, fmt.Errorf("find: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return p, fmt.Errorf("find: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

// Report tells the map of a mistake.
func (c *Client) Report(text string) error {
	resp, err := http.PostForm(c.base+"/mistakes", url.Values{"text": {text}, "key": {c.key}}) // ok: without a contract nobody asks for a POST to be repeated
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("report: %s", resp.Status)
	}
	return nil
}

// Tile fetches a tile, three times at most.
func (c *Client) Tile(x, y, zoom int) ([]byte, error) {
	for range 3 {
		resp, err := http.Get(fmt.Sprintf("%s/%d/%d/%d.png", c.base, zoom, x, y))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			return nil, fmt.Errorf("tile: %s", resp.Status)
		}
		time.Sleep(time.Second) // ok: a matter of taste without a contract
	}
	return nil, fmt.Errorf("no tile at %d/%d", x, y)
}

// Boundary fetches the outline of a country, however long it takes.
func (c *Client) Boundary(country string) ([]byte, error) {
	for { // BAD(badretry/unbounded): a misspelt country is asked for until the end of days
		resp, err := http.Get(c.base + "/boundaries/" + country) // BAD(badretry/clienterror)
		if err == nil && resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
}

// Legend fetches what the colours mean, for a page that can do without.
func Legend(base string) (string, error) {
	resp, err := http.Get(base + "/legend.txt") // ok: no client's, and no contract
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("legend: %s", resp.Status)
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), err
}
