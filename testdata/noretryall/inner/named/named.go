// Package named has a library's client around a transport that sends nothing again.
package named

import (
	"errors"
	"net/http"

	"github.com/go-resty/resty/v2"
)

var errStatus = errors.New("no such order")

type named struct{ next http.RoundTripper }

func (n named) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", "orders")
	return n.next.RoundTrip(req)
}

type Client struct{ rest *resty.Client }

func New() *Client { return &Client{resty.New().SetTransport(named{http.DefaultTransport})} }

func (c *Client) Get() ([]byte, error) {
	resp, err := c.rest.R().Get("http://localhost/orders") // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errStatus
	}
	return resp.Body(), nil
}
