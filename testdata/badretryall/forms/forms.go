// Package forms has loops of other forms, and parts of loops that are function values.
package forms

import (
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

var errGaveUp = errors.New("gave up")

func pause(n int) time.Duration { return rand.N(time.Second << n) }

// A Client has hooks that may be nil.
type Client struct {
	hc    *http.Client
	Final func(*http.Response) bool
	log   interface{ Log(status int) }
}

func (c *Client) Get(url string) ([]byte, error) {
	for n := range 3 {
		resp, err := c.hc.Get(url) // want `after a 400, 403, 404 or 422 too`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		if c.Final != nil && c.Final(resp) {
			return nil, errors.New(resp.Status)
		}
		time.Sleep(pause(n))
	}
	return nil, errGaveUp
}

// Logged has one that decides nothing.
func (c *Client) Logged(url string) ([]byte, error) {
	for n := range 3 {
		resp, err := c.hc.Get(url) // want `after a 400, 403, 404 or 422 too`
		if err != nil {
			return nil, err
		}
		if c.log != nil {
			c.log.Log(resp.StatusCode)
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(pause(n))
	}
	return nil, errGaveUp
}

// Guarded asks whether there is a body, which there always is.
func (c *Client) Guarded(url string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.hc.Get(url) // ok
		if n == 3 || err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil && resp.Body != nil {
			_ = resp.Header.Get("Retry-After")
			resp.Body.Close()
		}
		time.Sleep(pause(n)) // ok
	}
}

// A strict client always has its hook.
type strict struct {
	hc    *http.Client
	final func(*http.Response) bool
}

func newStrict() *strict {
	return &strict{hc: &http.Client{}, final: func(resp *http.Response) bool { return resp.StatusCode < 500 }}
}

func (c *strict) get(url string) ([]byte, error) {
	for n := range 3 {
		resp, err := c.hc.Get(url) // ok
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return io.ReadAll(resp.Body)
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		if c.final != nil && c.final(resp) {
			return nil, errors.New(resp.Status)
		}
		time.Sleep(pause(n))
	}
	return nil, errGaveUp
}

// Jump is a loop of goto.
func Jump(c *http.Client, url string) (data []byte, err error) {
	n := 0
again:
	resp, err := c.Get(url) // want `after a 400, 403, 404 or 422 too`
	if err != nil {
		return nil, err
	}
	_ = resp.Header.Get("Retry-After")
	data, err = io.ReadAll(resp.Body)
	resp.Body.Close()
	if err == nil && resp.StatusCode == http.StatusOK {
		return data, nil
	}
	if n++; n < 4 {
		time.Sleep(time.Second) // want `\(\*http\.Client\)\.Get is retried every 1s without backoff: an overloaded server cannot recover`
		goto again
	}
	return nil, errGaveUp
}

// JumpRight goes back where another attempt may help.
func JumpRight(c *http.Client, url string) (data []byte, err error) {
	n := 0
again:
	resp, err := c.Get(url) // ok
	if err != nil {
		return nil, err
	}
	_ = resp.Header.Get("Retry-After")
	data, err = io.ReadAll(resp.Body)
	resp.Body.Close()
	if n++; n < 4 && (resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500) {
		time.Sleep(pause(n)) // ok
		goto again
	}
	return data, err
}

// A paced client has a function that says how long it waits.
type paced struct {
	hc   *http.Client
	wait func(n int) time.Duration
}

func newPaced() *paced {
	return &paced{hc: &http.Client{}, wait: func(int) time.Duration { return 2 * time.Second }}
}

func (p *paced) get(url string) (*http.Response, error) {
	for n := range 3 {
		resp, err := p.hc.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(p.wait(n)) // want `\(\*http\.Client\)\.Get is retried after a constant delay without backoff: an overloaded server cannot recover`
	}
	return nil, errGaveUp
}

type random struct {
	hc   *http.Client
	wait func(n int) time.Duration
}

func newRandom() *random { return &random{hc: &http.Client{}, wait: pause} }

func (p *random) get(url string) (*http.Response, error) {
	for n := range 3 {
		resp, err := p.hc.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(p.wait(n)) // ok
	}
	return nil, errGaveUp
}

type doubling struct {
	hc   *http.Client
	wait func(n int) time.Duration
}

func newDoubling() *doubling {
	d := &doubling{hc: &http.Client{}}
	d.wait = func(n int) time.Duration { return time.Second << n }
	return d
}

func (p *doubling) get(url string) (*http.Response, error) {
	for n := range 3 {
		resp, err := p.hc.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(p.wait(n)) // want `after a delay without jitter`
	}
	return nil, errGaveUp
}

// Given takes what its callers give.
func Given(c *http.Client, url string, wait func(n int) time.Duration) (*http.Response, error) {
	for n := range 3 {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		_ = resp.Header.Get("Retry-After")
		resp.Body.Close()
		time.Sleep(wait(n)) // ok
	}
	return nil, errGaveUp
}

var _ = []any{newStrict, newPaced, newRandom, newDoubling, (*strict).get, (*paced).get, (*random).get, (*doubling).get}
