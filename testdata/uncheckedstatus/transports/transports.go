// Package transports has its transport from another module.
package transports

import (
	"encoding/json"
	"net/http"

	"example.com/shared/fetch"
)

type order struct{ ID string }

type Strict struct {
	URL    string
	Client *http.Client
}

func NewStrict(url, token string) *Strict {
	return newStrict(url, token, &http.Transport{MaxIdleConns: 10})
}

func newStrict(url, token string, base *http.Transport) *Strict {
	return &Strict{URL: url, Client: &http.Client{Transport: fetch.Strict(base, token)}}
}

func (c *Strict) Order(id string) (o order, err error) {
	resp, err := c.Client.Get(c.URL + id) // ok: the transport gives no failure
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

func (c *Strict) named(name string) (o order, err error) {
	resp, err := c.send("GET", c.URL+name) // ok
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

func (c *Strict) send(method, url string) (*http.Response, error) {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	return c.Client.Do(req)
}

type Signed struct {
	URL    string
	Client *http.Client
}

func NewSigned(url, token string) *Signed {
	return newSigned(url, token, &http.Transport{MaxIdleConns: 10})
}

func newSigned(url, token string, base *http.Transport) *Signed {
	return &Signed{URL: url, Client: &http.Client{Transport: fetch.Signed(base, token)}}
}

func (c *Signed) Order(id string) (o order, err error) {
	resp, err := c.Client.Get(c.URL + id) // want `the response status of \(\*http\.Client\)\.Get is never checked`
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	return o, json.NewDecoder(resp.Body).Decode(&o)
}
