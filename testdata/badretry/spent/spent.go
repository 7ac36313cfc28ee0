// Package spent sends requests again whose body was read: the requests come
// from a helper, or are sent inside of a function that is run again.
package spent

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
)

func made(url string, data []byte) (*http.Request, error) {
	return http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
}

func FromHelper(url string, data []byte) error {
	req, err := made(url, data)
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := http.DefaultClient.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
				return nil
			}
		}
		time.Sleep(time.Second)
	}
	return fmt.Errorf("%s does not take it", url)
}

func Captured(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return retry.Do(func() error {
		resp, err := http.DefaultClient.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable {
			return fmt.Errorf("%s: %s", url, resp.Status)
		}
		return nil
	})
}

// Made has another request each time.
func Made(url string, data []byte) error {
	return retry.Do(func() error {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data)) // ok
		if err != nil {
			return err
		}
		return send(req)
	})
}

// Again makes it inside, and keeps it outside.
func Again(url string, data []byte) error {
	var req *http.Request
	return retry.Do(func() (err error) {
		if req, err = made(url, data); err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req) // ok
		return check(resp, err)
	})
}

// Read has a reader that the first attempt reads.
func Read(url string, data []byte) error {
	body := bytes.NewReader(data)
	return retry.Do(func() error {
		req, err := http.NewRequest(http.MethodPut, url, body) // want `body is consumed by the first attempt of \(\*http.Client\).Do`
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		return check(resp, err)
	})
}

// Empty sends nothing.
func Empty(url string) error {
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return err
	}
	return retry.Do(func() error {
		resp, err := http.DefaultClient.Do(req) // ok
		return check(resp, err)
	})
}

func send(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req)
	return check(resp, err)
}

func check(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable {
		return fmt.Errorf("%s: %s", resp.Request.URL, resp.Status)
	}
	return nil
}

// Wrapped has a body that net/http cannot begin again: there is no GetBody to call.
func Wrapped(url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, io.NopCloser(bytes.NewReader(data)))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := http.DefaultClient.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
				return nil
			}
		}
		time.Sleep(time.Second)
	}
	return fmt.Errorf("%s does not take it", url)
}

func wrapping(url string, data []byte) (*http.Request, error) {
	return http.NewRequest(http.MethodPut, url, io.NopCloser(bytes.NewReader(data)))
}

// WrappedByHelper gets the request from a helper.
func WrappedByHelper(url string, data []byte) error {
	req, err := wrapping(url, data)
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := http.DefaultClient.Do(req) // want `req is consumed by the first attempt of \(\*http.Client\).Do: the next attempt sends an empty body \(badretry/body\)`
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
				return nil
			}
		}
		time.Sleep(time.Second)
	}
	return fmt.Errorf("%s does not take it", url)
}
