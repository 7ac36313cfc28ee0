// Package chosen has helpers whose methods their callers choose.
package chosen

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

type Client struct{ HTTP *http.Client }

func (c *Client) Order(ctx context.Context, url string, data []byte) (*http.Response, error) {
	return c.send(ctx, http.MethodPost, url, data)
}

func (c *Client) Orders(ctx context.Context, url string) (*http.Response, error) {
	return c.send(ctx, http.MethodGet, url, nil)
}

func (c *Client) send(ctx context.Context, method, url string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.HTTP.Do(req) // want `POST without an Idempotency-Key is retried after an error: the operation may be performed twice \(badretry/method\)`
		if err != nil || n == 3 || resp.StatusCode < 500 {
			return resp, err
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << n)) // want `wait between attempts ignores ctx: a caller that cancels still waits`
	}
}

// Change has a request that is a parameter.
func (c *Client) Change(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPatch, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.do(req)
}

func (c *Client) do(req *http.Request) (resp *http.Response, err error) {
	for n := range 3 {
		if resp, err = c.HTTP.Do(req.Clone(req.Context())); err == nil && resp.StatusCode < 500 { // want `PATCH without an Idempotency-Key is retried after an error: the operation may be performed twice` `req.Clone\(req.Context\(\)\) is consumed by the first attempt of \(\*http.Client\).Do`
			return resp, nil
		}
		if err == nil {
			_ = resp.Header.Get("Retry-After")
			resp.Body.Close()
		}
		time.Sleep(rand.N(time.Second << n))
	}
	return resp, err
}

func (c *Client) Replace(url string, data []byte) (*http.Response, error) {
	return c.safe(http.MethodPut, url, data)
}

func (c *Client) Remove(url string) (*http.Response, error) {
	return c.safe(http.MethodDelete, url, nil)
}

// safe is only asked for what may be done twice.
func (c *Client) safe(method, url string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequest(method, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.HTTP.Do(req) // ok
		if err != nil || n == 3 || resp.StatusCode < 500 {
			return resp, err
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << n))
	}
}

// Pay sets the key where it makes the request.
func (c *Client) Pay(url, key string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", key)
	return c.keyed(req)
}

func (c *Client) keyed(req *http.Request) (resp *http.Response, err error) {
	for n := range 3 {
		if resp, err = c.HTTP.Do(req.Clone(req.Context())); err == nil && resp.StatusCode < 500 { // want `req\.Clone\(req\.Context\(\)\) is consumed by the first attempt of \(\*http\.Client\)\.Do: the next attempt sends an empty body`
			return resp, nil
		}
		if err == nil {
			_ = resp.Header.Get("Retry-After")
			resp.Body.Close()
		}
		time.Sleep(rand.N(time.Second << n))
	}
	return resp, err
}
