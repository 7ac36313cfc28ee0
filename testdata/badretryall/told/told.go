// Package told has libraries that send a request again, and can be told to do better.
package told

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
	"github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
)

var errStatus = errors.New("bad status")

func fetch(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("%s: %s", url, resp.Status)
	}
	return nil
}

func Succeeded(url string) error {
	return retry.Do(func() error { return fetch(url) }, retry.UntilSucceeded()) // want `retry\.Do runs http\.Get again as long as it fails: where the failure stays, that never ends \(badretry/unbounded\)`
}

func Backing(url string) error {
	return retry.Do(func() error { return fetch(url) }, // want `after a delay without chance`
		retry.Delay(time.Second),
		retry.DelayType(retry.BackOffDelay),
	)
}

// Given has no fix: who knows what the options are.
func Given(url string) error {
	opts := []retry.Option{retry.DelayType(retry.FixedDelay)}
	return retry.Do(func() error { return fetch(url) }, opts...) // want `every 100ms, however often it failed`
}

func Default(url string) error { // ok
	return retry.Do(func() error { return fetch(url) })
}

func Five(url string) error {
	r := retry5.New(retry5.DelayType(retry5.FixedDelay), retry5.Delay(time.Second))
	return r.Do(func() error { return fetch(url) }) // want `\(retry\.Retrier\)\.Do runs http\.Get again every 1s, however often it failed`
}

func Kept(url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 0
	return backoff.Retry(func() error { return fetch(url) }, b) // want `as long as it fails`
}

// KeptConstant has a delay that may be used as what it is: it is only bounded.
func KeptConstant(url string) error {
	b := backoff.NewConstantBackOff(time.Second)
	return backoff.Retry(func() error { return fetch(url) }, b) // want `every 1s, however often it failed` `every 1s as long as it fails`
}

func Bounded(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return fetch(url) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 3)) // want `every 1s, however often it failed`
}

func ByDefault(ctx context.Context, url string) error { // ok
	return backoff.Retry(func() error { return fetch(url) }, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

func Version5(ctx context.Context, url string) error {
	_, err := backoff5.Retry(ctx, func() (bool, error) { return true, fetch(url) }, // want `every 1s, however often it failed`
		backoff5.WithBackOff(backoff5.NewConstantBackOff(time.Second)))
	return err
}

func Endless5(ctx context.Context, url string) error {
	_, err := backoff5.Retry(ctx, func() (bool, error) { return true, fetch(url) }, backoff5.WithMaxElapsedTime(0)) // want `as long as it fails`
	return err
}

func AtOnce(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `without a delay` `when Retry-After says, however late`
}

func Steady(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithMaxRetries(-1).
		WithDelay(time.Second).
		Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `every 1s, however often it failed` `every 1s as long as it fails` `when Retry-After says, however late`
}

func Even(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, time.Minute).Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `after a delay without chance` `when Retry-After says, however late`
}
