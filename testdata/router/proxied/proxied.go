// Package proxied says by itself that nobody answers.
package proxied

import (
	"encoding/json"
	"net/http"
	"net/http/httputil"
	"net/url"
)

func single(u *url.URL) error {
	p := httputil.NewSingleHostReverseProxy(u) // ok
	p.ErrorHandler = away
	return http.ListenAndServe(":80", p)
}

func away(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadGateway)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []map[string]string{{"errorCode": "away", "errorMessage": "the backend is away"}}})
}
