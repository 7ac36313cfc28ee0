// Package gateway is held against the contract wpp, as a gateway.
package gateway

import (
	"io"
	"net/http"
)

func pass(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	switch {
	case err == nil:
		w.WriteHeader(resp.StatusCode) // ok: the backend's
		_, _ = io.Copy(w, resp.Body)
	case r.URL.Query().Has("busy"):
		w.WriteHeader(http.StatusServiceUnavailable) // want `WriteHeader sends 503 Service Unavailable; contract wpp reserves it for the backend, not the gateway \(statuscode/role\)`
	case r.URL.Query().Has("limited"):
		w.WriteHeader(http.StatusTooManyRequests) // ok: a gateway's
	default:
		w.WriteHeader(http.StatusBadGateway) // ok: both
	}
}
