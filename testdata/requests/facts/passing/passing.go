// Package passing has a transport that passes all responses on.
package passing

import "net/http"

type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) { // want RoundTrip:`asks\(http.RoundTripper.RoundTrip param1.Method result0=answer hands\) given\(param1.Response=answer\)`
	return t.next.RoundTrip(req)
}

func Wrap(next http.RoundTripper) http.RoundTripper { // want Wrap:`makes\(result0\)`
	return &transport{next}
}
