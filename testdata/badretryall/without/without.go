// Package without sends requests again without a loop.
package without

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

var errGaveUp = errors.New("gave up")

func pause(n int) time.Duration { return rand.N(time.Second << n) }

type Client struct{ hc *http.Client }

// Get calls itself.
func (c *Client) Get(url string, n int) ([]byte, error) {
	resp, err := c.hc.Get(url) // want `\(\*http\.Client\)\.Get is retried by recursion after a 400, 403, 404 or 422 too: the same request gets the same response`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	_ = resp.Header.Get("Retry-After")
	if resp.StatusCode == http.StatusOK {
		return io.ReadAll(resp.Body)
	}
	if n == 0 {
		return nil, errGaveUp
	}
	time.Sleep(time.Second) // want `\(\*http\.Client\)\.Get is retried by recursion every 1s without backoff: an overloaded server cannot recover`
	return c.Get(url, n-1)
}

// GetRight does so where that may help.
func (c *Client) GetRight(url string, n int) ([]byte, error) {
	resp, err := c.hc.Get(url) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	_ = resp.Header.Get("Retry-After")
	if n < 3 && (resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500) {
		time.Sleep(pause(n)) // ok
		return c.GetRight(url, n+1)
	}
	return io.ReadAll(resp.Body)
}

// Forever calls itself until it works.
func (c *Client) Forever(url string) ([]byte, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	_ = resp.Header.Get("Retry-After")
	if resp.StatusCode == http.StatusServiceUnavailable {
		time.Sleep(pause(1))
		return c.Forever(url) // want `\(\*http\.Client\)\.Get is retried by recursion without a limit: a permanent failure is retried forever`
	}
	return io.ReadAll(resp.Body)
}

// Next calls itself for the next page.
func (c *Client) Next(url string) error {
	resp, err := c.hc.Get(url) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if next := resp.Header.Get("Link"); next != "" {
		return c.Next(next)
	}
	return nil
}

// Put sends the request itself again.
func (c *Client) Put(req *http.Request, n int) error {
	resp, err := c.hc.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body`
	if err != nil {
		return err
	}
	resp.Body.Close()
	_ = resp.Header.Get("Retry-After")
	if resp.StatusCode == http.StatusServiceUnavailable && n < 3 {
		time.Sleep(pause(n))
		return c.Put(req, n+1)
	}
	return nil
}

func (c *Client) Save(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return c.Put(req, 0)
}

// Twice sends it a second time.
func (c *Client) Twice(ctx context.Context, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req) // want `POST without an Idempotency-Key is retried after an error: the operation may be performed twice` `req is consumed by the first attempt of \(\*http.Client\).Do`
	if err != nil || resp.StatusCode >= 500 {
		if err == nil {
			_ = resp.Header.Get("Retry-After")
			resp.Body.Close()
		}
		resp, err = c.hc.Do(req)
	}
	return resp, err
}

// Twofold leaves the first body open.
func (c *Client) Twofold(url string) (*http.Response, error) {
	resp, err := c.hc.Get(url) // want `\(\*http\.Client\)\.Get is retried without closing the response body: each attempt leaks a connection`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusServiceUnavailable {
		_ = resp.Header.Get("Retry-After")
		time.Sleep(pause(1))
		return c.hc.Get(url)
	}
	return resp, nil
}

// TwiceRight makes another request, with a key.
func (c *Client) TwiceRight(ctx context.Context, url, key string, data []byte) (*http.Response, error) {
	resp, err := c.post(ctx, url, key, data)
	if err != nil || resp.StatusCode >= 500 {
		if err == nil {
			_ = resp.Header.Get("Retry-After")
			resp.Body.Close()
		}
		resp, err = c.post(ctx, url, key, data)
	}
	return resp, err
}

func (c *Client) post(ctx context.Context, url, key string, data []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", key)
	return c.hc.Do(req) // ok
}

// Both asks for two things.
func (c *Client) Both(url string) (int64, error) {
	resp, err := c.hc.Get(url) // ok
	if err != nil {
		return 0, err
	}
	n := resp.ContentLength
	resp.Body.Close()
	if n < 0 {
		resp, err = c.hc.Get(url + "/size")
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		n, err = io.Copy(io.Discard, resp.Body)
	}
	return n, err
}
