// Package runner sends requests inside of functions that are run again where they
// fail.
package runner

import (
	"fmt"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/noretryall/runner/again"
)

type Client struct{ base string }

// The status is an error of the function.
func (c *Client) Sees(path string) (data []byte, err error) {
	err = again.Do(3, func() error {
		resp, err := http.Get(c.base + path) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		return err
	})
	return data, err
}

// The status is looked at behind the runner, which is too late.
func (c *Client) Blind(path string) ([]byte, error) {
	var resp *http.Response
	err := again.Do(3, func() (err error) {
		resp, err = http.Get(c.base + path) // want `again\.Do retries http\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// A function of this package runs it.
func (c *Client) Local(path string) (data []byte, err error) {
	err = retry(func() error {
		resp, err := http.Get(c.base + path) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		return err
	})
	return data, err
}

// LocalBlind differs in what the function returns.
func (c *Client) LocalBlind(path string) ([]byte, error) {
	var resp *http.Response
	err := retry(func() (err error) {
		resp, err = http.Get(c.base + path) // want `runner\.retry retries http\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func retry(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			break
		}
	}
	return err
}

// Timed runs it once.
func (c *Client) Timed(path string) (data []byte, err error) {
	err = timed(func() error {
		resp, err := http.Get(c.base + path) // want `a 429 or 503 response to http.Get becomes an error`
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		return err
	})
	return data, err
}

func timed(f func() error) error {
	defer println("done")
	return f()
}

// Who runs it is not known.
func (c *Client) Elsewhere(run func(func() error) error, path string) (data []byte, err error) {
	err = run(func() error {
		resp, err := http.Get(c.base + path) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		data, err = io.ReadAll(resp.Body)
		return err
	})
	return data, err
}

// Captured hands on, out of a variable, what the function that is run again has got.
func (c *Client) Captured(path string) (*http.Response, error) {
	var resp *http.Response
	err := again.Do(3, func() (err error) {
		resp, err = http.Get(c.base + path) // want `again\.Do retries http\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		return err
	})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", path, resp.Status)
	}
	return resp, nil
}

// Up asks whether the service is there.
func (c *Client) Up() error {
	var resp *http.Response
	err := again.Do(3, func() (err error) {
		resp, err = http.Get(c.base + "/health") // ok
		return err
	})
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("down: %s", resp.Status)
	}
	return nil
}
