// Package replaced has clients whose transports only its tests replace.
package replaced

import (
	"fmt"
	"io"
	"net/http"
)

type Client struct {
	HTTP *http.Client
	base string
}

func New(base string) *Client { return &Client{HTTP: &http.Client{}, base: base} }

func (c *Client) Load(path string) (string, error) {
	resp, err := c.HTTP.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("load: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// shared is what tests replace.
var shared = http.DefaultClient

func Shared(url string) (string, error) {
	resp, err := shared.Get(url) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("shared: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

type getter interface {
	get(url string) (string, error)
}

type plain struct{ hc http.Client }

func (p *plain) get(url string) (string, error) {
	resp, err := p.hc.Get(url) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("plain: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

func First(g getter) (string, error) { return g.get("https://example.com") }

// An Own client has a transport of the program's own, of which nothing is known but what
// it is given.
type Own struct{ hc *http.Client }

func NewOwn(t func(*http.Request) (*http.Response, error)) *Own {
	return &Own{&http.Client{Transport: trip(t)}}
}

type trip func(*http.Request) (*http.Response, error)

func (t trip) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func (c *Own) Load(url string) (string, error) {
	resp, err := c.hc.Get(url) // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("own: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}
