// Package strict has transports and hooks that make errors of failures: the answer
// never comes to who asked.
package strict

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", r.URL, resp.Status)
	}
	return resp, nil
}

type Client struct{ hc *http.Client }

// New has no fix: a transport around that one would see no status.
func New() *Client { return &Client{&http.Client{Transport: strict{http.DefaultTransport}}} }

func (c *Client) Get(u string) (n int, err error) {
	resp, err := c.hc.Get(u) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

func (c *Client) Loop(u string) (n int, err error) {
	for range 3 {
		resp, err := c.hc.Get(u) // ok
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		return n, json.NewDecoder(resp.Body).Decode(&n)
	}
	return 0, err
}

type Hooked struct{ rc *resty.Client }

func NewHooked() *Hooked {
	return &Hooked{resty.New().OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		if r.IsError() {
			return fmt.Errorf("%s: %s", r.Request.URL, r.Status())
		}
		return nil
	})}
}

func (c *Hooked) Get(u string) ([]byte, error) {
	resp, err := c.rc.R().Get(u) // want `a 429 or 503 response to \(\*resty.Request\).Get becomes an error`
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil
}
