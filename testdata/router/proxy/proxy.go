// Package proxy leaves it to its proxies to say that nobody answers.
package proxy

import (
	"net/http"
	"net/http/httputil"
	"net/url"
)

func single(u *url.URL) error {
	return http.ListenAndServe(":80", httputil.NewSingleHostReverseProxy(u)) // want `httputil\.NewSingleHostReverseProxy sends its own 502 without a body; contract wpp requires a JSON body with errors\[\] \(rawerror/router\)`
}

func rewritten(u *url.URL) *http.Server {
	p := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(u) }} // want `httputil\.ReverseProxy\{\} sends its own 502 without a body; contract wpp requires a JSON body with errors\[\]`
	return &http.Server{Handler: p}
}

func Handed(u *url.URL) http.Handler {
	return httputil.NewSingleHostReverseProxy(u) // ok: not seen to be served
}
