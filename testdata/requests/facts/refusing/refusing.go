// Package refusing has a transport that gives no failure to those who use it.
package refusing

import (
	"errors"
	"net/http"
)

type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) { // want RoundTrip:`asks\(http.RoundTripper.RoundTrip param1.Method result0=answer looked\) given\(param1.Response=answer\)`
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func Wrap(next http.RoundTripper) http.RoundTripper { // want Wrap:`makes\(result0 refuses looked\)`
	return &transport{next}
}

func Client() *http.Client { // want Client:`makes\(result0 refuses looked\)`
	return &http.Client{Transport: &transport{http.DefaultTransport}}
}
