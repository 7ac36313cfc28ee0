// Package transport has a transport that leaves it to a library to send requests again.
package transport

import (
	"errors"
	"net/http"

	"github.com/avast/retry-go/v4"
)

// A Running transport leaves it to a library.
type Running struct{ Next http.RoundTripper }

var errRefused = errors.New("refused")

// RoundTrip implements http.RoundTripper.
func (t Running) RoundTrip(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	err := retry.Do(func() error {
		var err error
		resp, err = t.Next.RoundTrip(req) // want `req is consumed by the first attempt of http\.RoundTripper\.RoundTrip`
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusServiceUnavailable {
			resp.Body.Close()
			return errRefused
		}
		return nil
	}, retry.Attempts(3), retry.Context(req.Context()))
	return resp, err
}

// A Reading transport leaves requests alone that may have a body.
type Reading struct{ Next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t Reading) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.ContentLength != 0 {
		return t.Next.RoundTrip(req)
	}
	var resp *http.Response
	err := retry.Do(func() error {
		var err error
		resp, err = t.Next.RoundTrip(req) // ok
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusServiceUnavailable {
			resp.Body.Close()
			return errRefused
		}
		return nil
	}, retry.Attempts(3), retry.Context(req.Context()))
	return resp, err
}
