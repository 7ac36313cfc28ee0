// Package silent sends its requests again, in ways of its own. What differs in
// that alone stands beside it.
package silent

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"time"
)

type Client struct {
	base string
	http *http.Client
	doer Doer
	plan plan
}

type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

var errStatus = errors.New("bad status")

// A loop that looks at the status.
func (c *Client) Loop(path string) ([]byte, error) {
	for attempt := 0; ; attempt++ {
		resp, err := c.http.Get(c.base + path) // ok
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 200 {
			return data, nil
		}
		if attempt == 3 || resp.StatusCode != 429 && resp.StatusCode < 500 {
			return nil, fmt.Errorf("loop: %s", resp.Status)
		}
		time.Sleep(time.Duration(rand.Int63n(int64(time.Second) << attempt)))
	}
}

// The same loop that ends at any status.
func (c *Client) LoopErrors(path string) ([]byte, error) {
	for attempt := 0; ; attempt++ {
		resp, err := c.http.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
		if err != nil {
			if attempt == 3 {
				return nil, err
			}
			time.Sleep(time.Duration(rand.Int63n(int64(time.Second) << attempt)))
			continue
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 200 {
			return data, nil
		}
		return nil, fmt.Errorf("loop: %s", resp.Status)
	}
}

// One of the two statuses is not enough.
func (c *Client) LoopLimits(path string) ([]byte, error) {
	for attempt := 0; attempt < 4; attempt++ {
		resp, err := c.http.Get(c.base + path) // want `a 503 response to \(\*http.Client\).Get becomes an error`
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		switch {
		case err != nil:
			return nil, err
		case resp.StatusCode == http.StatusTooManyRequests:
			time.Sleep(time.Second << attempt)
			continue
		case resp.StatusCode > 299:
			return nil, fmt.Errorf("loop: %s", resp.Status)
		}
		return data, nil
	}
	return nil, errStatus
}

// The caller loops, and asks the error.
func (c *Client) Caller(ctx context.Context, path string) (data []byte, err error) {
	for range 3 {
		if data, err = c.once(ctx, path); !retryable(err) {
			return data, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return nil, err
}

type StatusError struct{ Code int }

func (e *StatusError) Error() string   { return http.StatusText(e.Code) }
func (e *StatusError) Retryable() bool { return e.Code == 429 || e.Code >= 500 }

func retryable(err error) bool {
	var se *StatusError
	return errors.As(err, &se) && se.Retryable()
}

func (c *Client) once(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return nil, &StatusError{resp.StatusCode}
	}
	return io.ReadAll(resp.Body)
}

// A second call is a second attempt.
func (c *Client) Twice(path string) ([]byte, error) {
	resp, err := c.http.Get(c.base + path) // ok
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 429 || resp.StatusCode == 503 {
		resp.Body.Close()
		time.Sleep(time.Second)
		if resp, err = c.http.Get(c.base + path); err != nil { // want `a 429 or 503 response to`
			return nil, err
		}
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// An interface may hold a client that does.
func (c *Client) Interface(req *http.Request) ([]byte, error) {
	resp, err := c.doer.Do(req) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}

// A plan is a strategy with a function in a field.
type plan struct {
	Try func(context.Context) ([]byte, error)
}

func (p plan) run(ctx context.Context) (data []byte, err error) {
	for range 3 {
		if data, err = p.Try(ctx); err == nil {
			return data, nil
		}
	}
	return nil, err
}

func (c *Client) Strategy(ctx context.Context, path string) ([]byte, error) {
	p := plan{Try: func(ctx context.Context) ([]byte, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req) // ok
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, errStatus
		}
		return io.ReadAll(resp.Body)
	}}
	return p.run(ctx)
}

// Direct calls the same function itself.
func (c *Client) Direct(ctx context.Context, path string) ([]byte, error) {
	try := func(ctx context.Context) ([]byte, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req) // want `a 429 or 503 response to`
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, errStatus
		}
		return io.ReadAll(resp.Body)
	}
	return try(ctx)
}

// A streamed body cannot be sent twice.
func (c *Client) Upload(path string, w io.WriterTo) error {
	r, pw := io.Pipe()
	go func() {
		_, err := w.WriteTo(pw)
		pw.CloseWithError(err)
	}()
	return c.put(path, r)
}

func (c *Client) put(path string, r *io.PipeReader) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, r)
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

// A buffer can.
func (c *Client) Store(path string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // want `a 429 or 503 response to`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}

// Watch asks again and again anyway.
func (c *Client) Watch(ctx context.Context, into chan<- []byte) {
	for tick := time.Tick(time.Minute); ; {
		select {
		case <-ctx.Done():
			return
		case <-tick:
			if data, err := c.poll(); err == nil {
				into <- data
			}
		}
	}
}

func (c *Client) poll() ([]byte, error) {
	resp, err := c.http.Get(c.base + "/events") // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}
