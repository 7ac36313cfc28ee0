// Package inner has a library's client around a transport that sends again.
package inner

import (
	"errors"
	"net/http"

	"github.com/go-resty/resty/v2"
)

var errStatus = errors.New("no such order")

type again struct{ next http.RoundTripper }

func (a again) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		resp, err = a.next.RoundTrip(req) // ok
		if err != nil || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			return resp, err
		}
		resp.Body.Close()
	}
	return resp, err
}

type Client struct{ rest *resty.Client }

func New() *Client { return &Client{resty.New().SetTransport(again{http.DefaultTransport})} }

func (c *Client) Get() ([]byte, error) {
	resp, err := c.rest.R().Get("http://localhost/orders") // ok
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errStatus
	}
	return resp.Body(), nil
}
