// Package throttled sends requests again after a 5xx, and not after a 429.
package throttled

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

var errGaveUp = errors.New("gave up")

type Client struct{ hc *http.Client }

// Do is given its requests by other packages.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	for attempt := range 4 {
		resp, err := c.hc.Do(req) // want `a 429 response to \(\*http\.Client\)\.Do becomes the error "rate limit reached": the request is not retried, unlike after a 500 \(noretry\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return nil, errors.New("rate limit reached")
		}
		if resp.StatusCode < 500 {
			return nil, errors.New(resp.Status)
		}
		time.Sleep(rand.N(time.Second << attempt))
	}
	return nil, errGaveUp
}

// Load has a list that lacks it.
func (c *Client) Load(url string) ([]byte, error) {
	for attempt := range 4 {
		data, err := c.load(url)
		if !errors.Is(err, errTransient) {
			return data, err
		}
		time.Sleep(rand.N(time.Second << attempt))
	}
	return nil, errGaveUp
}

var errTransient = errors.New("transient")

func (c *Client) load(url string) ([]byte, error) {
	resp, err := c.hc.Get(url) // want `a 429 response to \(\*http\.Client\)\.Get becomes an error: the request is not retried, unlike after a 502`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return io.ReadAll(resp.Body)
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return nil, errTransient
	}
	return nil, fmt.Errorf("load: %s", resp.Status)
}

// Post has a predicate.
func (c *Client) Post(url string, data func() io.Reader) error {
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		var resp *http.Response
		if resp, err = c.hc.Post(url, "application/json", data()); err != nil { // want `a 429 response to \(\*http.Client\).Post becomes an error`
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 300 {
			return nil
		}
		err = fmt.Errorf("post: %s", resp.Status)
		if !transient(resp.StatusCode) {
			return err
		}
		time.Sleep(rand.N(time.Second << attempt))
	}
	return err
}

func transient(status int) bool {
	return slices.Contains([]int{500, 502, 503, 504}, status)
}

// Patient sends it again after both.
func (c *Client) Patient(req *http.Request) (*http.Response, error) {
	for attempt := range 4 {
		resp, err := c.hc.Do(req) // ok
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << attempt))
	}
	return nil, errGaveUp
}

// A RateLimitError says when to ask again.
type RateLimitError struct{ After time.Duration }

func (e *RateLimitError) Error() string { return "wait for " + e.After.String() }

// Told tells its callers how long to wait.
func (c *Client) Told(req *http.Request) (*http.Response, error) {
	for attempt := range 4 {
		resp, err := c.hc.Do(req) // ok
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return nil, limited(resp)
		}
		if resp.StatusCode < 500 {
			return nil, errors.New(resp.Status)
		}
		time.Sleep(rand.N(time.Second << attempt))
	}
	return nil, errGaveUp
}

func limited(resp *http.Response) error {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
	return &RateLimitError{time.Duration(n) * time.Second}
}

// Handed hands on the answer itself.
func (c *Client) Handed(req *http.Request) (*http.Response, error) {
	for attempt := range 4 {
		resp, err := c.hc.Do(req) // ok
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << attempt))
	}
	return nil, errGaveUp
}
