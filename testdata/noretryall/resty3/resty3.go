// Package resty3 has clients of resty's third version that are told how often to
// send a request again, and not after which statuses.
package resty3

import (
	"errors"

	"resty.dev/v3"
)

var errStatus = errors.New("no such order")

type Client struct{ counts, busy, plain *resty.Client }

func New() *Client {
	return &Client{
		counts: resty.New().SetRetryCount(3),
		busy:   resty.New().SetRetryCount(3).AddRetryConditions(resty.RetryConditionStatusTooManyRequests, resty.RetryConditionStatus5XX),
		plain:  resty.New(),
	}
}

func (c *Client) Counts() ([]byte, error) {
	resp, err := c.counts.R().Get("/orders") // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	return body(resp, err)
}

func (c *Client) Busy() ([]byte, error) {
	resp, err := c.busy.R().Get("/orders") // ok
	return body(resp, err)
}

func (c *Client) OfRequest() ([]byte, error) {
	resp, err := c.plain.R().SetRetryCount(2).Get("/orders") // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	return body(resp, err)
}

// Own has conditions that take the place of the client's.
func (c *Client) Own() ([]byte, error) {
	resp, err := c.counts.R().SetRetryConditions(conflict).Get("/orders") // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	return body(resp, err)
}

func conflict(r *resty.Response, _ error) bool { return r != nil && r.StatusCode() == 409 }

// Plain has no fix: nothing says how often.
func (c *Client) Plain() ([]byte, error) {
	resp, err := c.plain.R().Get("/orders") // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	return body(resp, err)
}

func body(resp *resty.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() != 200 {
		return nil, errStatus
	}
	return resp.Bytes(), nil
}
