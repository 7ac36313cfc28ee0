// Package spentrequest sends requests again whose body was read: the requests come
// from a helper, or are sent inside of a function that is run again.
package spentrequest

import (
	"bytes"
	"fmt"
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
		resp, err := http.DefaultClient.Do(req) // want `req was read when \(http.Client\).Do first sent it: the next attempt sends no body \(badretry/body\)`
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
		resp, err := http.DefaultClient.Do(req) // want `req was read when \(http.Client\).Do first sent it: the next attempt sends no body \(badretry/body\)`
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
