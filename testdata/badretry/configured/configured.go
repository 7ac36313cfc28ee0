// Package configured makes as many attempts as somebody wants.
package configured

import (
	"errors"
	"io"
	"net/http"
	"time"
)

type Client struct {
	http     *http.Client
	attempts int
	wait     time.Duration
}

func New(attempts int, wait time.Duration) *Client {
	return &Client{&http.Client{Timeout: time.Second}, attempts, wait}
}

func (c *Client) load(url string) ([]byte, error) {
	resp, err := c.http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Ranged has the number in a field.
func (c *Client) Ranged(url string) (data []byte, err error) {
	for n := range c.attempts {
		if data, err = c.load(url); err == nil { // ok: whoever has chosen the number knows the server
			return data, nil
		}
		time.Sleep(c.wait << n)
	}
	return nil, err
}

// Counted has it as a parameter.
func (c *Client) Counted(url string, attempts int) (data []byte, err error) {
	for i := 0; i < attempts; i++ {
		if data, err = c.load(url); err == nil { // ok
			return data, nil
		}
		time.Sleep(c.wait << i)
	}
	return nil, err
}

// Down counts what is left.
func (c *Client) Down(url string) (data []byte, err error) {
	left := c.attempts
	for {
		if left == 0 {
			return nil, err
		}
		left--
		if data, err = c.load(url); err != nil { // ok
			time.Sleep(c.wait)
			continue
		}
		return data, nil
	}
}

// Fixed differs in the number.
func (c *Client) Fixed(url string) (data []byte, err error) {
	for i := 0; i < 6; i++ {
		if data, err = c.load(url); err == nil { // want `c\.load is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
			return data, nil
		}
		time.Sleep(c.wait << i)
	}
	return nil, err
}

// FixedDown does so too.
func (c *Client) FixedDown(url string) (data []byte, err error) {
	left := 6
	for {
		if left == 0 {
			return nil, err
		}
		left--
		if data, err = c.load(url); err != nil { // want `c\.load is retried after a 400, 403, 404 or 422 too`
			time.Sleep(c.wait)
			continue
		}
		return data, nil
	}
}
