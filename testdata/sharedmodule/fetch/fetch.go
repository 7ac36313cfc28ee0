// Package fetch is a client that services share.
package fetch

import (
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

type Client struct{ http *http.Client }

func New() *Client { return &Client{&http.Client{Timeout: time.Second}} }

// Get sends a GET.
func (c *Client) Get(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// A Reply is a response that was read.
type Reply struct {
	Code int
	Data []byte
}

// Load reads the response.
func (c *Client) Load(url string) (*Reply, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return &Reply{resp.StatusCode, data}, nil
}

// Raw gives the status and the body.
func (c *Client) Raw(url string) (int, []byte, error) {
	resp, err := c.Get(url)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, data, err
}

// Patient sends it again.
func (c *Client) Patient(url string) (*http.Response, error) {
	for n := range 3 {
		resp, err := c.http.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << n))
	}
	return nil, errors.New("gave up")
}

// An Open client is what its users make of it.
type Open struct{ HTTP *http.Client }

func (c *Open) Get(url string) (*http.Response, error) { return c.HTTP.Get(url) }
