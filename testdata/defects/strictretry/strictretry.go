// Package strictretry has a transport that makes errors of failures: what becomes of
// them is looked for at the answer, which never comes.
package strictretry

import (
	"encoding/json"
	"fmt"
	"net/http"
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

func New() *Client { return &Client{&http.Client{Transport: strict{http.DefaultTransport}}} }

func (c *Client) Get(u string) (n int, err error) {
	resp, err := c.hc.Get(u) // want `a 429 or 503 that \(http.Client\).Get gets becomes an error.*\(noretry\)`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}
