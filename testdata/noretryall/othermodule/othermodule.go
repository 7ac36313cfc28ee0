// Package othermodule has its client, and what runs a function again, from another module.
package othermodule

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/shared/fetch"
	"example.com/shared/runs"
)

type order struct{ ID string }

type Client struct {
	c    *fetch.Client
	open *fetch.Open
	hc   *http.Client
}

func New(open *fetch.Open) *Client { return &Client{fetch.New(), open, &http.Client{}} }

func (c *Client) Order(id string) (o order, err error) {
	resp, err := c.c.Get("https://example.com/" + id) // want `a 429 or 503 response to c.c.Get becomes an error`
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return o, fmt.Errorf("order: %s", resp.Status)
	}
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

func (c *Client) Loaded(id string) (o order, err error) {
	r, err := c.c.Load("https://example.com/" + id) // want `a 429 or 503 response to c.c.Load becomes an error`
	if err != nil {
		return o, err
	}
	if r.Code != http.StatusOK {
		return o, fmt.Errorf("loaded: %d", r.Code)
	}
	return o, json.Unmarshal(r.Data, &o)
}

func (c *Client) Raw(id string) (o order, err error) {
	status, data, err := c.c.Raw("https://example.com/" + id) // want `a 429 or 503 response to c.c.Raw becomes an error`
	if err != nil {
		return o, err
	}
	if status != http.StatusOK {
		return o, fmt.Errorf("raw: %d", status)
	}
	return o, json.Unmarshal(data, &o)
}

// Patient has a client that sends it again.
func (c *Client) Patient(id string) (o order, err error) {
	resp, err := c.c.Patient("https://example.com/" + id) // ok
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return o, fmt.Errorf("patient: %s", resp.Status)
	}
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

// Open has a client that nobody here sets: it is taken for net/http's.
func (c *Client) Open(id string) (o order, err error) {
	resp, err := c.open.Get("https://example.com/" + id) // want `a 429 or 503 response to c.open.Get becomes an error`
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return o, fmt.Errorf("open: %s", resp.Status)
	}
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

// Blind looks at the status behind the runner.
func (c *Client) Blind(url string) (data []byte, err error) {
	var resp *http.Response
	err = runs.Do(3, time.Second, func() (err error) {
		resp, err = c.hc.Get(url) // want `runs\.Do retries \(\*http\.Client\)\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("blind: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Seen looks at it in what is run again.
func (c *Client) Seen(url string) (data []byte, err error) {
	err = runs.Do(3, time.Second, func() error {
		resp, err := c.hc.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("seen: %s", resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		return err
	})
	return data, err
}
