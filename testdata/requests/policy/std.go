// Package policy makes clients in the ways that projects make them. A comment
// "policy: …" says what the policy of each call's client is.
package policy

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

var shared = &http.Client{Timeout: time.Second}

var retrying = retryablehttp.NewClient().StandardClient()

type API struct {
	http   *http.Client
	plain  http.Client
	given  *http.Client
	either *http.Client
}

func New(hc *http.Client) *API {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 2
	rc.Backoff = retryablehttp.LinearJitterBackoff
	return &API{http: rc.StandardClient(), plain: http.Client{Transport: &http.Transport{}}, given: hc, either: &http.Client{}}
}

func WithClient(hc *http.Client) func(*API) { return func(a *API) { a.either = hc } }

func (a *API) get(url string, req *http.Request) {
	http.Get(url)                            // policy: never
	http.DefaultClient.Do(req)               // policy: never
	new(http.Client).Do(req)                 // policy: never
	shared.Get(url)                          // policy: never
	http.DefaultTransport.RoundTrip(req)     // policy: never
	new(http.Transport).RoundTrip(req)       // policy: never
	retrying.Do(req)                         // policy: 429,500,502-599 errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context exhausted
	a.http.Do(req)                           // policy: 429,500,502-599 errors x3 linear 1s..30s jitter any-method rewinds context exhausted
	a.plain.Do(req)                          // policy: never
	a.given.Do(req)                          // policy: unknown
	a.either.Do(req)                         // policy: never open
	(&http.Client{Transport: own{}}).Do(req) // policy: unknown
}

type own struct{}

func (own) RoundTrip(*http.Request) (*http.Response, error) { return nil, nil }
