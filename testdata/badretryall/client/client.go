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
	c := retryablehttp.NewClient() // want `\(\*retryablehttp\.Client\)\.Get is retried after a delay without jitter: clients that failed together retry together \(badretry/nojitter\)` `\(\*retryablehttp\.Client\)\.Get is retried after the delay in Retry-After, without an upper bound: a server can make it wait forever \(badretry/retryafter\)`
	return c.Get(url)
}

func Jittered(url string) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `\(\*retryablehttp\.Client\)\.Get is retried after a 429 without reading Retry-After: the delay is too short or too long \(badretry/retryafter\)`
	c.Backoff = retryablehttp.LinearJitterBackoff
	return c.Get(url)
}

func Standard(url string, body []byte) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `\(\*retryablehttp\.Client\)\.Post is retried after the delay in Retry-After, without an upper bound: a server can make it wait forever \(badretry/retryafter\)`
	c.RetryMax = 2
	c.Backoff = retryablehttp.RateLimitLinearJitterBackoff
	return c.Post(url, "application/json", body) // want `POST without an Idempotency-Key is retried after an error: the operation may be performed twice \(badretry/method\)`
}

func Everything(url string) (*resty.Response, error) {
	c := resty.New().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool { return err != nil || r.IsError() })
	return c.R().Get(url) // want `\(\*resty\.Request\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)` `\(\*resty\.Request\)\.Get is retried after a 429 without reading Retry-After: the delay is too short or too long \(badretry/retryafter\)`
}

func ServerErrors(url string) (*resty.Response, error) {
	c := resty.New().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == 429 || r.StatusCode() >= 500
	})
	return c.R().Get(url) // want `\(\*resty\.Request\)\.Get is retried after a 429 without reading Retry-After: the delay is too short or too long \(badretry/retryafter\)`
}

func ForEver(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `http\.Get is retried by backoff\.Retry every 1s without backoff: an overloaded server cannot recover \(badretry/constant\)` `http\.Get is retried by backoff\.Retry every 1s without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
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
	return retry.Do(func() error { // want `http\.Post is retried by retry\.Do every 100ms without backoff: an overloaded server cannot recover \(badretry/constant\)` `http\.Post is retried by retry\.Do every 100ms without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
		resp, err := http.Post(url, "text/plain", nil) // want `POST without an Idempotency-Key is retried after an error: the operation may be performed twice \(badretry/method\)`
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
