// Package loop has loops that send a request again.
package loop

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

type Client struct {
	http *http.Client
	base string
	wait time.Duration
}

var errFailed = errors.New("failed")

// without end

func (c *Client) Endless(path string) (*http.Response, error) {
	for { // want `\(\*http\.Client\)\.Get is retried every 1s without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
		resp, err := c.http.Get(c.base + path)
		if err == nil && resp.StatusCode != 503 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
}

// Silent has no fix: who would be told?
func (c *Client) Silent(path string) {
	for { // want `\(\*http\.Client\)\.Post is retried every 1s without a limit: a permanent failure is retried forever`
		resp, err := c.http.Post(c.base+path, "", nil)
		if err == nil && resp.StatusCode != 503 {
			io.Copy(io.Discard, resp.Body)
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) Bounded(path string) (*http.Response, error) { // ok
	for i := 0; i < 5; i++ {
		resp, err := c.http.Get(c.base + path)
		if err == nil && resp.StatusCode != 503 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil, errFailed
}

func (c *Client) BoundedByCount(path string) (*http.Response, error) { // ok
	tries := 0
	for {
		resp, err := c.http.Get(c.base + path)
		if err == nil && resp.StatusCode != 503 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		if tries++; tries > 3 {
			return nil, errFailed
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) UntilCancelled(ctx context.Context, req *http.Request) (*http.Response, error) { // ok: the caller says how long
	for {
		resp, err := c.http.Do(req.Clone(ctx))
		if err == nil && resp.StatusCode != 503 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (c *Client) Poll(path string) { // ok: it asks again after a success, too
	for {
		resp, err := c.http.Get(c.base + path)
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
}

func (c *Client) Mirrors(hosts []string, path string) (*http.Response, error) { // ok: another host each time
	for _, host := range hosts {
		resp, err := c.http.Get(host + path)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	for i := 0; i < len(hosts); i++ {
		resp, err := c.http.Get(hosts[i] + path)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errFailed
}

func waitForServer(url string) { // ok: it waits for somebody to be there
	for {
		resp, err := http.Get(url)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == 200 {
				return
			}
		}
		time.Sleep(time.Second)
	}
}

// a body that was read

func (c *Client) Upload(path string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for i := 0; i < 3; i++ {
		resp, err := c.http.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

func (c *Client) UploadRewound(path string, data []byte) error { // ok
	req, err := http.NewRequest(http.MethodPut, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for i := 0; i < 3; i++ {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := c.http.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

func (c *Client) UploadReader(path string, body io.Reader) error {
	for i := 0; i < 3; i++ {
		req, err := http.NewRequest(http.MethodPut, c.base+path, body) // want `body is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

func (c *Client) UploadFresh(path, text string) error { // ok: a new reader each time
	for i := 0; i < 3; i++ {
		req, err := http.NewRequest(http.MethodPut, c.base+path, strings.NewReader(text))
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

func (c *Client) Fetch(path string) error { // ok: there is no body
	req, err := http.NewRequest(http.MethodGet, c.base+path, nil)
	if err != nil {
		return err
	}
	for i := 0; i < 3; i++ {
		resp, err := c.http.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

// A file has no GetBody: what is read is gone.
func (c *Client) UploadFile(path string, f io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, c.base+path, io.LimitReader(f, 1<<20))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.http.Do(req) // want `req is consumed by the first attempt of \(\*http\.Client\)\.Do: the next attempt sends an empty body`
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errFailed
}

// what the client did wrong

func (c *Client) FromFour(path string) ([]byte, error) {
	for range 3 {
		resp, err := c.http.Get(c.base + path)
		if err != nil || resp.StatusCode >= 400 { // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response`
			if err == nil {
				resp.Body.Close()
			}
			continue
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	return nil, errFailed
}

// Told has no fix: it has no error to return.
func (c *Client) Told(path string) *http.Response {
	for range 3 {
		resp, err := c.http.Get(c.base + path) // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response`
		if err == nil && resp.StatusCode < 300 {
			return resp
		}
		if err == nil {
			resp.Body.Close()
		}
	}
	return nil
}

func (c *Client) AnyStatus(path string) (*http.Response, error) {
	for i := 0; i < 3; i++ {
		resp, err := c.http.Get(c.base + path) // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errFailed
}

func (c *Client) Checked(path string) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		if resp, err = c.get(path); err == nil { // want `c\.get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (c *Client) get(path string) (*http.Response, error) {
	resp, err := c.http.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		resp.Body.Close()
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp, nil
}

func (c *Client) ServerErrors(path string) (*http.Response, error) { // ok
	for i := 0; i < 3; i++ {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 && resp.StatusCode != 429 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errFailed
}

func (c *Client) Conflict(path string) (*http.Response, error) { // ok: documented by the API
	for i := 0; i < 3; i++ {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 409, 423, 503:
			resp.Body.Close()
			continue
		}
		return resp, nil
	}
	return nil, errFailed
}

func (c *Client) Login(path string) (*http.Response, error) { // ok: once more, with another token
	for i := 0; ; i++ {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 401 && i == 0 {
			resp.Body.Close()
			continue
		}
		return resp, nil
	}
}

// Closed closes the body before it looks at the status.
func (c *Client) Closed(path string) ([]byte, error) {
	for range 3 {
		resp, err := c.http.Get(c.base + path) // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return data, err
		}
		time.Sleep(time.Second)
	}
	return nil, fmt.Errorf("%s gives up", path)
}
