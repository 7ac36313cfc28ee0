// Package retryable has clients of go-retryablehttp, in whose delays chance has no
// part unless they are told so.
package retryable

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

type API struct{ client *retryablehttp.Client }

func New() *API {
	a := new(API)
	a.client = retryablehttp.NewClient() // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
	return a
}

func (a *API) Field(url string) (*http.Response, error) { return a.client.Get(url) }

func Standard(url string) (*http.Response, error) {
	rc := retryablehttp.NewClient()
	rc.RetryWaitMin = 100 * time.Millisecond
	return rc.StandardClient().Get(url) // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
}

func declared() *retryablehttp.Client {
	var rc = retryablehttp.NewClient() // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
	rc.Logger = nil
	return rc
}

func Declared(url string) (*http.Response, error) { return declared().Get(url) }

// Told has it already.
func Told(url string) (*http.Response, error) {
	rc := retryablehttp.NewClient()
	rc.Backoff = retryablehttp.RateLimitLinearJitterBackoff
	return rc.StandardClient().Get(url) // want `after the delay in Retry-After, without an upper bound`
}

// Chosen has no fix: the delay was chosen.
func Chosen(url string) (*http.Response, error) {
	rc := retryablehttp.NewClient() // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
	rc.Backoff = retryablehttp.DefaultBackoff
	return rc.Get(url)
}

var shared = retryablehttp.NewClient() // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`

// Shared has no fix: there is no statement behind which one could stand.
func Shared(url string) (*http.Response, error) { return shared.Get(url) }

// Package uses the library's own client, which nobody tells anything.
func Package(url string) (*http.Response, error) {
	return retryablehttp.Get(url) // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
}
