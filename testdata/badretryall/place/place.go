// Where findings stand in loops that wait in several places, and what a deferred call
// is worth there.
package place

import (
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

type Client struct {
	base string
	http *http.Client
}

var errFailed = errors.New("failed")

// Only the second wait follows an answer.
func (c *Client) Two(path string) (data []byte, err error) {
	for n := range 4 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			time.Sleep(rand.N(time.Second << n))
			continue
		}
		data, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		if err == nil && resp.StatusCode != 429 && resp.StatusCode < 500 {
			return data, nil
		}
		time.Sleep(rand.N(5 * time.Second << n)) // want `\(\*http\.Client\)\.Get is retried after a 429 without reading Retry-After: the delay is too short or too long \(badretry/retryafter\)`
	}
	return nil, errFailed
}

func (c *Client) Deferred(path string) error {
	for n := range 4 {
		req, err := http.NewRequest(http.MethodPut, c.base+path, nil)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req) // want `\(\*http\.Client\)\.Do is retried without closing the response body: each attempt leaks a connection \(badretry/bodyclose\)`
		if err != nil {
			time.Sleep(rand.N(time.Second << n))
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 429 && resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(rand.N(time.Second << n)) // want `without reading Retry-After`
	}
	return errFailed
}

// The deferred call belongs to a function that ends before the next attempt.
func (c *Client) Inner(path string) error {
	for n := range 4 {
		again, err := func() (bool, error) {
			req, err := http.NewRequest(http.MethodPut, c.base+path, nil)
			if err != nil {
				return false, err
			}
			resp, err := c.http.Do(req) // ok
			if err != nil {
				return true, err
			}
			defer resp.Body.Close()
			if resp.StatusCode == 429 || resp.StatusCode >= 500 {
				return true, errFailed
			}
			return false, nil
		}()
		if !again {
			return err
		}
		time.Sleep(rand.N(time.Second << n)) // want `\(\*http\.Client\)\.Do is retried after a 429 without reading Retry-After: the delay is too short or too long`
	}
	return errFailed
}

func again(resp *http.Response, err error) bool { return err != nil || resp.StatusCode >= 400 }

// A variable that what is deferred keeps in memory holds the errors of two calls: what
// the first gives says nothing of the request.
func (c *Client) Named(path string) (data []byte, err error) {
	for n := range 4 {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodGet, c.base+path, nil); err != nil {
			return nil, err
		}
		var resp *http.Response
		resp, err = c.http.Do(req) // want `after a 400, 403, 404 or 422 too`
		if !again(resp, err) {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		if err == nil {
			resp.Body.Close()
			err = errFailed
		}
		time.Sleep(rand.N(time.Second << n)) // want `without reading Retry-After`
	}
	return nil, err
}
