// Package bodies has wrappers that some callers hand a stream, and others nothing
// or what can be read again.
package bodies

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errStatus = errors.New("bad status")

type Client struct {
	base string
	http *http.Client
}

func (c *Client) Get(path string) error { return c.execute(http.MethodGet, path, nil) }

func (c *Client) Put(path string, v any) error { return c.execute(http.MethodPut, path, v) }

func (c *Client) PutFile(path string, f io.ReadCloser) error {
	return c.execute(http.MethodPut, path, f)
}

// A caller sends nothing.
func (c *Client) execute(method, path string, data any) error {
	req, err := http.NewRequest(method, c.base+path, nil)
	if err != nil {
		return err
	}
	switch data := data.(type) {
	case nil:
	case io.ReadCloser:
		req.Body = data
	default:
		b, err := json.Marshal(data)
		if err != nil {
			return err
		}
		req.Body = io.NopCloser(bytes.NewReader(b))
	}
	resp, err := c.http.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes the error "bad status": the request is not retried \(noretry\)`
	return check(resp, err)
}

func (c *Client) Upload(path string, f io.ReadCloser) error { return c.send(path, f) }

func (c *Client) Copy(path string, from io.Reader) error { return c.send(path, from) }

// All callers stream.
func (c *Client) send(path string, data io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, data)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // ok
	return check(resp, err)
}

func (c *Client) Store(path string, data []byte) error {
	return c.again(path, bytes.NewReader(data), 3)
}

// A caller has a buffer, and the wrapper calls itself.
func (c *Client) again(path string, data io.Reader, left int) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, data)
	if err != nil {
		if left == 0 {
			return err
		}
		return c.again(path, data, left-1)
	}
	resp, err := c.http.Do(req) // want `a 429 or 503 response to`
	return check(resp, err)
}

func (c *Client) Pour(path string, data io.Reader) error { return c.pour(path, data, 3) }

// The only caller but itself streams.
func (c *Client) pour(path string, data io.Reader, left int) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, data)
	if err != nil {
		if left == 0 {
			return err
		}
		return c.pour(path, data, left-1)
	}
	resp, err := c.http.Do(req) // ok
	return check(resp, err)
}

func check(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}
