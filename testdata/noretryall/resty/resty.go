// Package resty has clients of resty that are told how often to send a request
// again, and not after which statuses.
package resty

import (
	"errors"
	"time"

	"github.com/go-resty/resty/v2"
)

var errStatus = errors.New("no such order")

type Client struct {
	chain, lines, later, given, busy *resty.Client
}

func New() *Client {
	c := &Client{
		chain: resty.New().SetRetryCount(3).SetTimeout(time.Minute),
		lines: resty.New().
			SetBaseURL("http://localhost").
			SetRetryCount(3).
			SetRetryWaitTime(time.Second),
		later: resty.New(),
		busy: resty.New().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool {
			return err != nil || r.StatusCode() == 429 || r.StatusCode() == 503
		}),
	}
	c.later.SetRetryCount(2)
	return c
}

func (c *Client) Chain() ([]byte, error) {
	resp, err := c.chain.R().Get("/orders") // want `resty's client retries \(\*resty\.Request\)\.Get only after transport errors: a 429 or 503 is never retried`
	return body(resp, err)
}

func (c *Client) Lines() ([]byte, error) {
	resp, err := c.lines.R().SetHeader("Accept", "text/plain").Get("/orders") // want `a 429 or 503 is never retried`
	return body(resp, err)
}

func (c *Client) Later() ([]byte, error) {
	resp, err := c.later.R().Get("/orders") // want `a 429 or 503 is never retried`
	return body(resp, err)
}

func (c *Client) Busy() ([]byte, error) {
	resp, err := c.busy.R().Get("/orders") // ok
	return body(resp, err)
}

// Post has no fix: the order might be there twice.
func (c *Client) Post() ([]byte, error) {
	other := resty.New().SetRetryCount(1)
	resp, err := other.R().SetBody("x").Post("/orders") // want `a 429 or 503 is never retried`
	return body(resp, err)
}

// Given has no fix: who knows what else the two have been told.
func Given(twice bool) ([]byte, error) {
	c := resty.New()
	if twice {
		c.SetRetryCount(2)
	} else {
		c.SetRetryCount(1)
	}
	resp, err := c.R().Get("/orders") // want `a 429 or 503 is never retried`
	return body(resp, err)
}

func body(resp *resty.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errStatus
	}
	return resp.Body(), nil
}
