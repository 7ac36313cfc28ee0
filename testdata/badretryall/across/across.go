// Package across sends requests again in one function that another one sends.
package across

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

var errGaveUp = errors.New("gave up")

type Client struct {
	hc   *http.Client
	doer interface {
		Do(*http.Request) (*http.Response, error)
	}
}

func wait(resp *http.Response, n int) { time.Sleep(rand.N(time.Second << n)) }

func again(resp *http.Response) bool {
	_ = resp.Header.Get("Retry-After")
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable
}

// Put makes the request once, and another function sends it.
func (c *Client) Put(url string, data []byte) (err error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for n := range 3 {
		var more bool
		if more, err = c.send(req); !more {
			return err
		}
		wait(nil, n)
	}
	return err
}

func (c *Client) send(req *http.Request) (bool, error) {
	resp, err := c.hc.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	if again(resp) {
		return true, fmt.Errorf("put: %s", resp.Status)
	}
	return false, nil
}

// PutEach makes it anew each time.
func (c *Client) PutEach(url string, data []byte) error {
	for n := range 3 {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data)) // ok
		if err != nil {
			return err
		}
		more, err := c.sendEach(req)
		if !more {
			return err
		}
		wait(nil, n)
	}
	return errGaveUp
}

func (c *Client) sendEach(req *http.Request) (bool, error) {
	resp, err := c.hc.Do(req) // ok
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	if again(resp) {
		return true, fmt.Errorf("put: %s", resp.Status)
	}
	return false, nil
}

// Delete has no body.
func (c *Client) Delete(url string) error {
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return err
	}
	for n := range 3 {
		more, err := c.sendEmpty(req)
		if !more {
			return err
		}
		wait(nil, n)
	}
	return errGaveUp
}

func (c *Client) sendEmpty(req *http.Request) (bool, error) {
	resp, err := c.hc.Do(req) // ok
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	return again(resp), nil
}

// Rewound begins it again in a helper.
func (c *Client) Rewound(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for n := range 3 {
		more, err := c.sendRewound(req)
		if !more {
			return err
		}
		wait(nil, n)
	}
	return errGaveUp
}

func rewind(req *http.Request) {
	if req.GetBody != nil {
		req.Body, _ = req.GetBody()
	}
}

func (c *Client) sendRewound(req *http.Request) (bool, error) {
	rewind(req)
	resp, err := c.hc.Do(req) // ok
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	return again(resp), nil
}

// Save is behind an interface, and its body is a parameter.
func (c *Client) Save(ctx context.Context, url string, data []byte) (*http.Response, error) {
	return c.repeat(ctx, http.MethodPut, url, bytes.NewBuffer(data))
}

func (c *Client) Load(ctx context.Context, url string) (*http.Response, error) {
	return c.repeat(ctx, http.MethodGet, url, nil)
}

func (c *Client) repeat(ctx context.Context, method, url string, body io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, method, url, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.once(req)
		if err != nil || n == 3 || !again(resp) {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(rand.N(time.Second << n)):
		}
	}
}

func (c *Client) once(req *http.Request) (*http.Response, error) {
	req.Header.Set("Accept", "application/json")
	return c.doer.Do(req) // want `req is consumed by the first attempt of Do: the next attempt sends an empty body \(badretry/body\)`
}

// Look has callers that send nothing.
func (c *Client) Look(ctx context.Context, url string) (*http.Response, error) {
	return c.look(ctx, http.MethodGet, url, nil)
}

func (c *Client) look(ctx context.Context, method, url string, body io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, method, url, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.lookOnce(req)
		if err != nil || n == 3 || !again(resp) {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(rand.N(time.Second << n)):
		}
	}
}

func (c *Client) lookOnce(req *http.Request) (*http.Response, error) {
	return c.doer.Do(req) // ok
}

// Made by a factory.
func (c *Client) Factory(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	attempt := c.attempt(req)
	for n := 0; n < 4; n++ {
		if err = attempt(); err == nil {
			return nil
		}
		wait(nil, n)
	}
	return err
}

func (c *Client) attempt(req *http.Request) func() error {
	return func() error {
		resp, err := c.hc.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do`
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if again(resp) {
			return errors.New(resp.Status)
		}
		return nil
	}
}

type backoff struct {
	attempts int
	first    time.Duration
}

func (b backoff) run(f func() error) (err error) {
	delay := b.first
	for i := 0; i < b.attempts; i++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(rand.N(delay))
		delay *= 2
	}
	return err
}

// Run has a policy that is a parameter.
func (c *Client) Run(b backoff, url, text string) error {
	body := strings.NewReader(text)
	return b.run(func() error {
		req, err := http.NewRequest(http.MethodPut, url, body)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do`
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if again(resp) {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// RunEach reads the text anew.
func (c *Client) RunEach(b backoff, url, text string) error {
	return b.run(func() error {
		req, err := http.NewRequest(http.MethodPut, url, strings.NewReader(text))
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if again(resp) {
			return errors.New(resp.Status)
		}
		return nil
	})
}

func (c *Client) Upload(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return c.do(req)
}

func (c *Client) Remove(url string) error {
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return err
	}
	return c.do(req)
}

// do is given the request by those who make it.
func (c *Client) do(req *http.Request) error {
	for n := range 3 {
		resp, err := c.hc.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !again(resp) {
			return nil
		}
		wait(resp, n)
	}
	return errGaveUp
}

func (c *Client) List(url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return c.doEmpty(req)
}

func (c *Client) doEmpty(req *http.Request) error {
	for n := range 3 {
		resp, err := c.hc.Do(req) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !again(resp) {
			return nil
		}
		wait(resp, n)
	}
	return errGaveUp
}
