package spent

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
)

// Transports get requests of any kind, those with a body too.

// A Looping transport sends what it gets as often as it takes.
type Looping struct{ Next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t *Looping) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	req = tagged(req)
	for n := range 4 {
		resp, err = t.Next.RoundTrip(req) // want `req is consumed by the first attempt of http\.RoundTripper\.RoundTrip: the next attempt sends an empty body`
		if err != nil || !refused(resp) || n == 3 {
			return resp, err
		}
		resp.Body.Close()
		if err := pause(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return resp, err
}

// tagged gives the request a header field, in a copy that has the same body.
func tagged(req *http.Request) *http.Request {
	out := req.Clone(req.Context())
	out.Header.Set("X-Tag", "a")
	return out
}

// An Asking transport sends again what has no body.
type Asking struct{ Next http.RoundTripper }

func safe(req *http.Request) bool {
	return req.Method == http.MethodGet || req.Method == http.MethodHead
}

// RoundTrip implements http.RoundTripper.
func (t *Asking) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = t.Next.RoundTrip(req) // ok
		if err != nil || !refused(resp) || n == 3 || !safe(req) {
			return resp, err
		}
		resp.Body.Close()
		if err := pause(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return resp, err
}

// A Keeping transport has read the body before.
type Keeping struct{ Next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t *Keeping) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	var data []byte
	if req.Body != nil {
		if data, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req.Body.Close()
	}
	for n := range 4 {
		again := req.Clone(req.Context())
		again.Body = io.NopCloser(bytes.NewReader(data))
		resp, err = t.Next.RoundTrip(again) // ok
		if err != nil || !refused(resp) || n == 3 {
			return resp, err
		}
		resp.Body.Close()
		if err := pause(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return resp, err
}

// reading is nobody else's, and nothing is sent through it that has a body.
type reading struct{ next http.RoundTripper }

func (t *reading) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = t.next.RoundTrip(req) // ok
		if err != nil || !refused(resp) || n == 3 {
			return resp, err
		}
		resp.Body.Close()
		if err := pause(req.Context(), n); err != nil {
			return nil, err
		}
	}
	return resp, err
}

var errRefused = errors.New("refused")

// ReadAgain reads a document.
func ReadAgain(ctx context.Context, url string) ([]byte, error) {
	c := &http.Client{Transport: &reading{http.DefaultTransport}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errRefused
	}
	return io.ReadAll(resp.Body)
}
