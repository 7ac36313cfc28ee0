// Package filled decodes answers where the client was told to: nothing is decoded
// there of a failure, which is no error.
package filled

import (
	"errors"

	"github.com/go-resty/resty/v2"
	restyv3 "resty.dev/v3"
)

type User struct{ Name string }

type Failure struct{ Message string }

type Client struct{ rc *resty.Client }

func New(base string) *Client { return &Client{resty.New().SetBaseURL(base)} }

// A 404 gives a user without a name.
func (c *Client) User(id string) (*User, error) {
	var u User
	_, err := c.rc.R().SetResult(&u).Get("/users/" + id) // want `the response status of \(\*resty\.Request\)\.Get is never checked: a 404 or 503 leaves the result empty and counts as a success \(uncheckedstatus\)`
	if err != nil {
		return nil, err
	}
	return &u, nil
}

func (c *Client) Checked(id string) (*User, error) {
	var u User
	resp, err := c.rc.R().SetResult(&u).Get("/users/" + id) // ok
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errors.New(resp.Status())
	}
	return &u, nil
}

// A failure is decoded as well, and looked at.
func (c *Client) Told(id string) (*User, error) {
	var u User
	var f Failure
	_, err := c.rc.R().SetResult(&u).SetError(&f).Get("/users/" + id) // ok
	if err != nil {
		return nil, err
	}
	if f.Message != "" {
		return nil, errors.New(f.Message)
	}
	return &u, nil
}

// get is given where to decode to.
func (c *Client) get(path string, into any) (*resty.Response, error) {
	return c.rc.R().SetResult(into).Get(path) // ok: its callers look
}

func (c *Client) ByHelper(id string) (u User, err error) {
	_, err = c.get("/users/"+id, &u) // want `the response status of c\.get is never checked: a 404 or 503 leaves the result empty and counts as a success`
	return u, err
}

func (c *Client) ByHelperChecked(id string) (u User, err error) {
	resp, err := c.get("/users/"+id, &u) // ok
	if err == nil && resp.IsError() {
		err = errors.New(resp.Status())
	}
	return u, err
}

type Client3 struct{ rc *restyv3.Client }

func New3(base string) *Client3 { return &Client3{restyv3.New().SetBaseURL(base)} }

func (c *Client3) User(id string) (*User, error) {
	req := c.rc.R()
	u := new(User)
	req.SetResult(u)
	if _, err := req.Get("/users/" + id); err != nil { // want `the response status of \(\*resty\.Request\)\.Get is never checked: a 404 or 503 leaves the result empty and counts as a success`
		return nil, err
	}
	return u, nil
}

func (c *Client3) Told(id string) (*User, error) {
	u, f := new(User), new(Failure)
	if _, err := c.rc.R().SetResult(u).SetResultError(f).Get("/users/" + id); err != nil { // ok
		return nil, err
	}
	if f.Message != "" {
		return nil, errors.New(f.Message)
	}
	return u, nil
}
