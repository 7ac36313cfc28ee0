// Package client has clients that send a request again by themselves.
package client

import (
	"context"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

func Default(url string) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `what \(retryablehttp\.Client\)\.Get asks for is sent again after a delay without chance: clients that failed together come back together \(badretry/nojitter\)` `what \(retryablehttp\.Client\)\.Get asks for is sent again when Retry-After says, however late: a server can make it wait for ever \(badretry/retryafter\)`
	return c.Get(url)
}

func Jittered(url string) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `what \(retryablehttp\.Client\)\.Get asks for is sent again after a 429 without a look at Retry-After: it comes too early, or later than it could \(badretry/retryafter\)`
	c.Backoff = retryablehttp.LinearJitterBackoff
	return c.Get(url)
}

func Standard(url string, body []byte) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `what \(retryablehttp\.Client\)\.Post asks for is sent again when Retry-After says, however late: a server can make it wait for ever \(badretry/retryafter\)`
	c.RetryMax = 2
	c.Backoff = retryablehttp.RateLimitLinearJitterBackoff
	return c.Post(url, "application/json", body) // want `a POST is sent again after an error without an Idempotency-Key: what was asked may be done twice \(badretry/method\)`
}

func Everything(url string) (*resty.Response, error) {
	c := resty.New().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool { return err != nil || r.IsError() })
	return c.R().Get(url) // want `what \(resty\.Request\)\.Get asks for is sent again after a 400, 403, 404 or 422 as well: the same request gets the same answer \(badretry/clienterror\)` `what \(resty\.Request\)\.Get asks for is sent again after a 429 without a look at Retry-After: it comes too early, or later than it could \(badretry/retryafter\)`
}

func ServerErrors(url string) (*resty.Response, error) {
	c := resty.New().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == 429 || r.StatusCode() >= 500
	})
	return c.R().Get(url) // want `what \(resty\.Request\)\.Get asks for is sent again after a 429 without a look at Retry-After: it comes too early, or later than it could \(badretry/retryafter\)`
}

func ForEver(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `backoff\.Retry runs http\.Get again every 1s, however often it failed: a server that has too much to do gets no rest \(badretry/constant\)` `backoff\.Retry runs http\.Get again every 1s as long as it fails: where the failure stays, that never ends \(badretry/unbounded\)`
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return http.ErrNoLocation
		}
		return nil
	}, backoff.NewConstantBackOff(time.Second))
}

func WhileItLasts(ctx context.Context, url string) error { // ok: for a quarter of an hour
	return backoff.Retry(func() error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return http.ErrNoLocation
		}
		return nil
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func Fixed(url string) error {
	return retry.Do(func() error { // want `retry\.Do runs http\.Post again every 100ms, however often it failed: a server that has too much to do gets no rest \(badretry/constant\)` `retry\.Do runs http\.Post again every 100ms as long as it fails: where the failure stays, that never ends \(badretry/unbounded\)`
		resp, err := http.Post(url, "text/plain", nil) // want `a POST is sent again after an error without an Idempotency-Key: what was asked may be done twice \(badretry/method\)`
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return http.ErrNoLocation
		}
		return nil
	}, retry.DelayType(retry.FixedDelay), retry.Attempts(0))
}
