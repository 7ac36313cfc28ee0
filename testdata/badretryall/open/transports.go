package open

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// Transports that send requests again, one of which another may hold.

var errTransport = errors.New("no attempts left")

func lull(ctx context.Context, n int) error {
	select {
	case <-time.After(rand.N(time.Second << n)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type first struct{ next http.RoundTripper }

func (t first) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = t.next.RoundTrip(req)
		if err == nil && resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		if n == 3 {
			break
		}
		if err == nil {
			_, _ = io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		if err := lull(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return resp, err
}

type second struct{ next http.RoundTripper }

func (t second) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := t.next.RoundTrip(req) // ok: also if next is a first
		if err == nil && resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		if err := lull(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return nil, errTransport
}

type third struct{ next http.RoundTripper }

func (t third) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := t.next.RoundTrip(req) // want `without closing the response body`
		if err == nil && resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		if err := lull(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return nil, errTransport
}

// Transports returns them all.
func Transports(next http.RoundTripper) []http.RoundTripper {
	return []http.RoundTripper{first{next}, second{next}, third{next}}
}
