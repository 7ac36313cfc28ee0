// Package libs has libraries that send requests again, or run functions again.
package libs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	retry "github.com/avast/retry-go/v4"
	backoff4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
	restyv3 "resty.dev/v3"
)

var errStatus = errors.New("bad status")

func check(resp *http.Response) error {
	if resp.StatusCode > 299 {
		return fmt.Errorf("unexpected status %s", resp.Status)
	}
	return nil
}

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

type Client struct {
	base   string
	http   *http.Client
	resty  *resty.Client
	counts *resty.Client
}

// New configures what the methods use.
func New(base string) *Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 3
	return &Client{
		base:   base,
		http:   c.StandardClient(),
		resty:  resty.New().SetRetryCount(3).AddRetryCondition(busy),
		counts: resty.New().SetRetryCount(3),
	}
}

func busy(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
}

func (c *Client) Standard() ([]byte, error) {
	resp, err := c.http.Get(c.base) // ok
	if err != nil {
		return nil, err
	}
	return read(resp, err)
}

func (c *Client) Bare() ([]byte, error) {
	resp, err := http.Get(c.base) // want `a 429 or 503 response to http.Get becomes`
	if err != nil {
		return nil, err
	}
	return read(resp, err)
}

func (c *Client) Resty() ([]byte, error) {
	resp, err := c.resty.R().Get(c.base) // ok
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errStatus
	}
	return resp.Body(), nil
}

func (c *Client) RestyCounts() ([]byte, error) {
	resp, err := c.counts.R().Get(c.base) // want `resty's client retries \(\*resty\.Request\)\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errStatus
	}
	return resp.Body(), nil
}

func (c *Client) RestyPlain(ctx context.Context) ([]byte, error) {
	resp, err := restyv3.New().R().SetContext(ctx).Get(c.base) // want `a 429 or 503 response to \(\*resty.Request\).Get becomes`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() != http.StatusOK {
		return nil, errStatus
	}
	return resp.Bytes(), nil
}

func (c *Client) Backoff4() (data []byte, err error) {
	err = backoff4.Retry(func() error {
		resp, err := http.Get(c.base) // ok
		if err != nil {
			return err
		}
		data, err = read(resp, nil)
		return err
	}, backoff4.NewExponentialBackOff())
	return data, err
}

func (c *Client) Backoff4Blind() ([]byte, error) {
	var resp *http.Response
	op := func() (err error) {
		resp, err = http.Get(c.base) // want `backoff\.Retry retries http\.Get only after transport errors: a 429 or 503 is never retried`
		return err
	}
	if err := backoff4.Retry(op, backoff4.WithMaxRetries(backoff4.NewExponentialBackOff(), 3)); err != nil {
		return nil, err
	}
	return read(resp, nil)
}

func (c *Client) Backoff5(ctx context.Context) ([]byte, error) {
	return backoff.Retry(ctx, func() ([]byte, error) {
		resp, err := http.Get(c.base) // ok
		if err != nil {
			return nil, err
		}
		return read(resp, nil)
	})
}

func (c *Client) Backoff5Blind(ctx context.Context) ([]byte, error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
		return http.Get(c.base) // want `backoff\.Retry retries http\.Get only after transport errors: a 429 or 503 is never retried`
	})
	if err != nil {
		return nil, err
	}
	return read(resp, nil)
}

func (c *Client) RetryGo() (data []byte, err error) {
	err = retry.Do(func() error {
		resp, err := http.Get(c.base) // ok
		if err != nil {
			return err
		}
		data, err = read(resp, nil)
		return err
	}, retry.Attempts(3), retry.Delay(time.Second))
	return data, err
}

func (c *Client) RetryGoBlind() ([]byte, error) {
	var resp *http.Response
	err := retry.Do(func() (err error) {
		resp, err = http.Get(c.base) // want `retry\.Do retries http\.Get only after transport errors: a 429 or 503 is never retried`
		return err
	}, retry.Attempts(3))
	if err != nil {
		return nil, err
	}
	return read(resp, nil)
}

// A function of its own is run again.
func (c *Client) Named() error { return retry.Do(c.Once) }

func (c *Client) Once() error {
	resp, err := http.Get(c.base) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

var shared = retryablehttp.NewClient()

func (c *Client) Retryable() ([]byte, error) {
	resp, err := shared.Get(c.base) // ok
	if err != nil {
		return nil, err
	}
	return read(resp, nil)
}
