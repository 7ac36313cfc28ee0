// Package policy has a transport that sends requests again.
package policy

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// A Retrying transport looks at the status.
type Retrying struct{ Next http.RoundTripper }

func (t *Retrying) RoundTrip(req *http.Request) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		resp, err := t.Next.RoundTrip(req) // ok
		if err != nil || attempt == 3 || !again(resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
}

func again(code int) bool { return code == 429 || code >= 500 }

// A Logging one does not.
type Logging struct{ Next http.RoundTripper }

func (t *Logging) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Next.RoundTrip(req)
	println(req.URL.Path)
	return resp, err
}

type Client struct{ base string }

var errStatus = errors.New("bad status")

func (c *Client) Retried() ([]byte, error) {
	client := &http.Client{Transport: &Retrying{http.DefaultTransport}}
	resp, err := client.Get(c.base) // ok
	return read(resp, err)
}

func (c *Client) Wrapped() ([]byte, error) {
	client := &http.Client{Transport: &Logging{&Retrying{http.DefaultTransport}}}
	resp, err := client.Get(c.base) // ok: perhaps
	if err != nil {
		return nil, err
	}
	return read(resp, err)
}

func (c *Client) Plain() ([]byte, error) {
	client := &http.Client{Timeout: time.Second}
	resp, err := client.Get(c.base) // want `a 429 or 503 response to \(\*http.Client\).Get becomes`
	if err != nil {
		return nil, err
	}
	return read(resp, err)
}

// Given may be given the retrying one.
type Given struct{ http *http.Client }

func (g *Given) Get(u string) ([]byte, error) {
	resp, err := g.http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	return read(resp, err)
}

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}
