// Package filledresult decodes answers where the client was told to, which counts
// as no use of the body.
package filledresult

import (
	"errors"

	"github.com/go-resty/resty/v2"
)

type User struct{ Name string }

type Client struct{ rc *resty.Client }

func New(base string) *Client { return &Client{resty.New().SetBaseURL(base)} }

// A 404 gives a user without a name.
func (c *Client) User(id string) (*User, error) {
	var u User
	_, err := c.rc.R().SetResult(&u).Get("/users/" + id) // want `nobody looks at the status of what \(resty.Request\).Get gets.*\(uncheckedstatus\)`
	if err != nil {
		return nil, err
	}
	return &u, nil
}

// It is taken for a probe, and so is not judged.
func (c *Client) Checked(id string) (*User, error) {
	var u User
	resp, err := c.rc.R().SetResult(&u).Get("/users/" + id) // want `a 429 or 503 that \(resty.Request\).Get gets becomes an error.*\(noretry\)`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errors.New(resp.Status())
	}
	return &u, nil
}
