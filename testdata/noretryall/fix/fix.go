// Package fix has clients that get a transport which sends requests again.
package fix

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// Field is a client whose constructor makes its http.Client.
type Field struct {
	http *http.Client
	base string
}

func NewField(base string) *Field {
	return &Field{http: &http.Client{Timeout: time.Minute}, base: base}
}

func (c *Field) Load(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

// Wrapped has a transport already.
type Wrapped struct {
	http http.Client
	base string
}

func NewWrapped(base string, rt http.RoundTripper) *Wrapped {
	return &Wrapped{http: http.Client{
		Timeout:   time.Minute,
		Transport: rt,
	}, base: base}
}

func (c *Wrapped) Load(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

// Default uses the one of net/http.
type Default struct{ http, base string }

func (c *Default) Load(path string) ([]byte, error) {
	resp, err := http.Get(c.base + path) // want `a 429 or 503 response to http\.Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

func (c *Default) Ask(path string) ([]byte, error) {
	req, err := http.NewRequest("GET", c.base+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

func (c *Default) Send(path string, r io.Reader) ([]byte, error) { // a POST might be carried out twice
	resp, err := http.Post(c.base+path, "text/plain", r)
	return read(resp, err)
}

// Given is given one.
type Given struct {
	http *http.Client
	base string
}

func NewGiven(base string, client *http.Client) *Given { return &Given{client, base} }

func (c *Given) Load(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

var shared = &http.Client{}

// Shared has one of the package's.
type Shared struct{ http, base string }

func (c *Shared) Load(path string) ([]byte, error) {
	resp, err := shared.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

// Local makes one each time.
type Local struct{ http, base string }

func (c *Local) Load(path string) ([]byte, error) {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried \(noretry\)`
	return read(resp, err)
}

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("load: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}
