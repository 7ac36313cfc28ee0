// Package ranclienterror has functions that a library runs again after the client's
// mistakes. badretry is silent: it does not know which errors the library takes for final.
package ranclienterror

import (
	"errors"
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

func Delete(hc *http.Client, req *http.Request) error {
	return backoff.Retry(func() error { // want `backoff.Retry runs \(http.Client\).Do again after a 400, 403, 404 or 422 as well.*\(badretry/clienterror\)`
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return errors.New(resp.Status)
		}
		return nil
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

func DeleteOnce(hc *http.Client, req *http.Request) error { // ok
	return backoff.Retry(func() error {
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == 429, resp.StatusCode >= 500:
			return errors.New(resp.Status)
		case resp.StatusCode >= 300:
			return backoff.Permanent(errors.New(resp.Status))
		}
		return nil
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}
