// Package amperity is held against a contract that asks for a retry after every
// 5xx, which does not say that the request was not carried out.
package amperity

import (
	"errors"

	"github.com/go-resty/resty/v2"
)

var errStatus = errors.New("no such order")

type Client struct{ reads, both *resty.Client }

func New() *Client {
	return &Client{
		reads: resty.New().SetRetryCount(3),
		both:  resty.New().SetRetryCount(3),
	}
}

func (c *Client) Order() ([]byte, error) {
	resp, err := c.reads.R().Get("/orders/1") // want `resty's client retries \(\*resty\.Request\)\.Get only after transport errors; contract amperity requires it after a 429, 500, 502, 503 or 504`
	return body(resp, err)
}

// Orders has no fix: the client would add the order of Add twice.
func (c *Client) Orders() ([]byte, error) {
	resp, err := c.both.R().Get("/orders") // want `resty's client retries \(\*resty\.Request\)\.Get only after transport errors; contract amperity requires it after a 429, 500, 502, 503 or 504`
	return body(resp, err)
}

func (c *Client) Add() ([]byte, error) {
	resp, err := c.both.R().SetBody("x").Post("/orders") // want `resty's client retries \(\*resty\.Request\)\.Post only after transport errors; contract amperity requires it after a 429, 500, 502, 503 or 504`
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
