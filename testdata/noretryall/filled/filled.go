// Package filled decodes answers where the client was told to: that is to use them.
package filled

import (
	"errors"

	"github.com/go-resty/resty/v2"
)

type User struct{ Name string }

type Client struct{ rc *resty.Client }

func New(base string) *Client { return &Client{resty.New().SetBaseURL(base)} }

func (c *Client) User(id string) (*User, error) {
	var u User
	resp, err := c.rc.R().SetResult(&u).Get("/users/" + id) // want `a 429 or 503 response to \(\*resty.Request\).Get becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errors.New(resp.Status())
	}
	return &u, nil
}

// Nothing is decoded: it asks whether there is one.
func (c *Client) Exists(id string) (bool, error) {
	resp, err := c.rc.R().Get("/users/" + id) // ok
	if err != nil {
		return false, err
	}
	if resp.IsError() {
		return false, errors.New(resp.Status())
	}
	return true, nil
}
