// Package open leaves the bodies of responses open while libraries, or functions of its
// own, run requests again.
package open

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
)

type Client struct{ hc *http.Client }

func transient(resp *http.Response) bool {
	_ = resp.Header.Get("Retry-After")
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

// Get gives the answer, or an error and leaves it open.
func (c *Client) Get(ctx context.Context, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.hc.Get(url) // want `\(\*http\.Client\)\.Get is retried by backoff\.Retry without closing the response body: each attempt leaks a connection \(badretry/bodyclose\)`
		if err != nil {
			return nil, err
		}
		if transient(resp) {
			return nil, fmt.Errorf("get: %s", resp.Status)
		}
		return resp, nil
	}, backoff.WithMaxTries(3))
}

// GetClosed closes it.
func (c *Client) GetClosed(ctx context.Context, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.hc.Get(url) // ok
		if err != nil {
			return nil, err
		}
		if transient(resp) {
			resp.Body.Close()
			return nil, fmt.Errorf("get: %s", resp.Status)
		}
		return resp, nil
	}, backoff.WithMaxTries(3))
}

// GetOnce is not run again where it leaves it open.
func (c *Client) GetOnce(ctx context.Context, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.hc.Get(url) // ok
		if err != nil {
			return nil, err
		}
		if transient(resp) {
			return nil, backoff.Permanent(fmt.Errorf("get: %s", resp.Status))
		}
		return resp, nil
	}, backoff.WithMaxTries(3))
}

// Decode closes it behind the check.
func (c *Client) Decode(url string, v any) error {
	return retry.Do(func() error {
		resp, err := c.hc.Get(url) // want `\(\*http\.Client\)\.Get is retried by retry\.Do without closing the response body: each attempt leaks a connection`
		if err != nil {
			return err
		}
		if transient(resp) {
			return fmt.Errorf("decode: %s", resp.Status)
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(v)
	}, retry.Attempts(3), retry.DelayType(retry.RandomDelay))
}

// DecodeClosed closes it before.
func (c *Client) DecodeClosed(url string, v any) error {
	return retry.Do(func() error {
		resp, err := c.hc.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if transient(resp) {
			return fmt.Errorf("decode: %s", resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(v)
	}, retry.Attempts(3), retry.DelayType(retry.RandomDelay))
}

func again(attempts int, f func() error) (err error) {
	for n := range attempts {
		if err = f(); err == nil {
			break
		}
		time.Sleep(rand.N(time.Second << n))
	}
	return err
}

// Own has a runner of the package.
func (c *Client) Own(url string) (data []byte, err error) {
	err = again(3, func() error {
		resp, err := c.hc.Get(url) // want `f is retried without closing the response body: each attempt leaks a connection`
		if err != nil {
			return err
		}
		if transient(resp) {
			return fmt.Errorf("own: %s", resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		return err
	})
	return data, err
}

func (c *Client) fetch(url string) ([]byte, error) {
	resp, err := c.hc.Get(url) // want `c\.fetch is retried without closing the response body: each attempt leaks a connection`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch: %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Fetch calls a method again.
func (c *Client) Fetch(url string) (data []byte, err error) {
	for n := range 3 {
		if data, err = c.fetch(url); err == nil { // want `c\.fetch is retried after a 400, 403, 404 or 422 too: the same request gets the same response`
			break
		}
		time.Sleep(rand.N(time.Second << n))
	}
	return data, err
}
