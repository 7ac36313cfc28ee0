package wppgateway

import (
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
)

// W2: a gateway sends no 2xx, 500 or 503 of its own; the statuses of both roles
// and its own are in w1.go. What an upstream answered it may pass on.

// W2Upstream copies an upstream's answer.
func W2Upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		if r.URL.Query().Has("own") {
			fail(w, http.StatusServiceUnavailable) // want `fail sends 503.*\(statuscode/role\)`
			return
		}
		fail(w, http.StatusBadGateway) // ok: both roles
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode) // ok: the upstream's
	_, _ = io.Copy(w, resp.Body)
}

// W2Status passes on an upstream's status with a body of its own.
func W2Status(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode >= http.StatusInternalServerError {
		fail(w, resp.StatusCode) // ok: the upstream's
		return
	}
	fail(w, http.StatusInternalServerError) // want `fail sends 500.*\(statuscode/role\)`
}

// W2Proxy is a proxy whose errors are the gateway's own.
func W2Proxy(target *url.URL, down bool) http.Handler {
	proxy := httputil.NewSingleHostReverseProxy(target)
	if down {
		proxy.ErrorHandler = func(w http.ResponseWriter, r *http.Request, err error) {
			fail(w, http.StatusServiceUnavailable) // want `fail sends 503.*\(statuscode/role\)`
		}
		return proxy
	}
	proxy.ErrorHandler = func(w http.ResponseWriter, r *http.Request, err error) {
		fail(w, http.StatusBadGateway) // ok: both roles
	}
	return proxy // ok: every other answer is the upstream's
}

// W2Limit is a rate-limit middleware, at its right place.
func W2Limit(allow func(*http.Request) bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(r) {
			w.Header().Set("Retry-After", "1")
			fail(w, http.StatusTooManyRequests) // ok: a gateway's own
			return
		}
		next.ServeHTTP(w, r)
	})
}
