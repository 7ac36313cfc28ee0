// Package ways leads back to a request in ways that are no loop around it. What
// differs in that alone stands beside it.
package ways

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/respvet/respvet/testdata/noretryall/ways/until"
)

type Client struct {
	base string
	http *http.Client
}

var errStatus = errors.New("bad status")

func busy(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

// It calls itself.
func (c *Client) Blob(path string, left int) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if busy(resp.StatusCode) && left > 0 {
		time.Sleep(time.Second)
		return c.Blob(path, left-1)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// It calls itself after a redirect of the service's own.
func (c *Client) Moved(path string, left int) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes the error "bad status"`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusAccepted && left > 0 {
		return c.Moved(resp.Header.Get("Location"), left-1)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// Two functions call each other.
func (c *Client) Paused(path string, left int) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if busy(resp.StatusCode) && left > 0 {
		return c.later(path, left-1)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

func (c *Client) later(path string, left int) ([]byte, error) {
	time.Sleep(time.Second)
	return c.Paused(path, left)
}

// A closure names itself.
func (c *Client) Closure(path string) (data []byte, err error) {
	var try func(left int) error
	try = func(left int) error {
		resp, err := c.http.Get(c.base + path) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if busy(resp.StatusCode) && left > 0 {
			return try(left - 1)
		}
		if resp.StatusCode != http.StatusOK {
			return errStatus
		}
		data, err = io.ReadAll(resp.Body)
		return err
	}
	return data, try(3)
}

// The loop ends with the context.
func (c *Client) Listen(ctx context.Context, to func(string)) error {
	for ctx.Err() == nil {
		if err := c.stream(ctx, to); err != nil {
			slog.Warn("stream", "err", err)
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

func (c *Client) stream(ctx context.Context, to func(string)) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	var line string
	for dec := json.NewDecoder(resp.Body); dec.Decode(&line) == nil; {
		to(line)
	}
	return nil
}

// The runner of another package looks at the status.
func (c *Client) Until() ([]byte, error) {
	resp, err := until.OK(func() (*http.Response, error) {
		return c.http.Get(c.base) // ok
	}, func(r *http.Response) bool { return !busy(r.StatusCode) })
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// The runner does not.
func (c *Client) UntilNil() ([]byte, error) {
	resp, err := until.Nil(func() (*http.Response, error) {
		return c.http.Get(c.base) // want `until\.Nil retries \(\*http\.Client\)\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
	}, func(r *http.Response) bool { return !busy(r.StatusCode) })
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// What the callers of another package give may be read only once.
func (c *Client) Upload(ctx context.Context, from io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, c.base, from)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}

// Of several errors none is named.
func (c *Client) Item(id string) (v map[string]any, err error) {
	resp, err := c.http.Get(c.base + "/" + id) // want `a 429 or 503 response to \(\*http\.Client\)\.Get becomes an error: the request is not retried`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&v)
	case http.StatusNotFound:
		err = fmt.Errorf("no item %s", id)
	default:
		err = fmt.Errorf("item: %s", resp.Status)
	}
	return v, err
}

// Some statuses are retried: that is no retry of the transport's errors alone.
type Heimdall struct {
	http *httpclient.Client
	base string
}

func NewHeimdall(base string) *Heimdall {
	wait := heimdall.NewExponentialBackoff(time.Second, 9*time.Second, 2, time.Millisecond)
	return &Heimdall{httpclient.NewClient(httpclient.WithRetryCount(3), httpclient.WithRetrier(heimdall.NewRetrier(wait))), base}
}

func (h *Heimdall) Thing() (n int, err error) {
	resp, err := h.http.Get(h.base, nil) // want `a 429 response to \(\*httpclient\.Client\)\.Get becomes the error "bad status": the request is not retried, unlike after a 500 \(noretry\)`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, errStatus
	}
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// A status that is only logged is taken for a success: no error is made of it.
func (c *Client) Logged(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	slog.Info("got", "status", resp.StatusCode)
	return io.ReadAll(resp.Body)
}
