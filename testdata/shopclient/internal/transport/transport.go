// Package transport has what lies between the clients and the network.
package transport

import (
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// Retry sends a request again, up to three times, where the failure may pass and
// the request may be repeated.
type Retry struct {
	Next http.RoundTripper
}

// RoundTrip sends req, and returns the last answer to it.
func (t *Retry) RoundTrip(req *http.Request) (*http.Response, error) {
	for retry := 0; ; retry++ {
		resp, err := t.Next.RoundTrip(req) // ok: the loop asks again
		if err != nil || retry == 3 || !passes(resp.StatusCode) || !repeatable(req) {
			return resp, err
		}
		wait := delay(resp, retry)
		io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
		resp.Body.Close()
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
		timer := time.NewTimer(wait)
		select {
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		case <-timer.C:
		}
	}
}

func passes(status int) bool {
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

// repeatable reports whether a request may be sent twice, and its body too.
func repeatable(req *http.Request) bool {
	if req.Body != nil && req.Body != http.NoBody && req.GetBody == nil {
		return false
	}
	switch req.Method {
	case http.MethodPost, http.MethodPatch:
		return req.Header.Get("Idempotency-Key") != ""
	}
	return true
}

// delay returns how long to wait: as long as the server asks for, if that is less
// than half a minute, or longer each time.
func delay(resp *http.Response, retry int) time.Duration {
	if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s >= 0 {
		return min(time.Duration(s)*time.Second, 30*time.Second)
	}
	return rand.N(min(10*time.Second, 500*time.Millisecond<<retry))
}

// Log notes what is asked, once.
type Log struct {
	Next http.RoundTripper
}

// RoundTrip sends req, and notes the answer's status.
func (t Log) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Next.RoundTrip(req) // ok: the answer goes on
	if err != nil {
		return nil, err
	}
	slog.DebugContext(req.Context(), "asked", "url", req.URL.Redacted(), "status", resp.StatusCode)
	return resp, nil
}
