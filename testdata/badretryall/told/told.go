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
	return retry.Do(func() error { return fetch(url) }, retry.UntilSucceeded()) // want `http\.Get is retried by retry\.Do without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
}

func Backing(url string) error {
	return retry.Do(func() error { return fetch(url) }, // want `after a delay without jitter`
		retry.Delay(time.Second),
		retry.DelayType(retry.BackOffDelay),
	)
}

// Given has no fix: who knows what the options are.
func Given(url string) error {
	opts := []retry.Option{retry.DelayType(retry.FixedDelay)}
	return retry.Do(func() error { return fetch(url) }, opts...) // want `http\.Get is retried by retry\.Do every 100ms without backoff: an overloaded server cannot recover`
}

func Default(url string) error { // ok
	return retry.Do(func() error { return fetch(url) })
}

func Five(url string) error {
	r := retry5.New(retry5.DelayType(retry5.FixedDelay), retry5.Delay(time.Second))
	return r.Do(func() error { return fetch(url) }) // want `http\.Get is retried by \(\*retry\.Retrier\)\.Do every 1s without backoff: an overloaded server cannot recover`
}

func Kept(url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 0
	return backoff.Retry(func() error { return fetch(url) }, b) // want `http\.Get is retried by backoff\.Retry without a limit: a permanent failure is retried forever`
}

// KeptConstant has a delay that may be used as what it is: it is only bounded.
func KeptConstant(url string) error {
	b := backoff.NewConstantBackOff(time.Second)
	return backoff.Retry(func() error { return fetch(url) }, b) // want `http\.Get is retried by backoff\.Retry every 1s without backoff: an overloaded server cannot recover` `http\.Get is retried by backoff\.Retry every 1s without a limit: a permanent failure is retried forever`
}

func Bounded(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return fetch(url) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 3)) // want `http\.Get is retried by backoff\.Retry every 1s without backoff: an overloaded server cannot recover`
}

func ByDefault(ctx context.Context, url string) error { // ok
	return backoff.Retry(func() error { return fetch(url) }, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

func Version5(ctx context.Context, url string) error {
	_, err := backoff5.Retry(ctx, func() (bool, error) { return true, fetch(url) }, // want `http\.Get is retried by backoff\.Retry every 1s without backoff: an overloaded server cannot recover`
		backoff5.WithBackOff(backoff5.NewConstantBackOff(time.Second)))
	return err
}

func Endless5(ctx context.Context, url string) error {
	_, err := backoff5.Retry(ctx, func() (bool, error) { return true, fetch(url) }, backoff5.WithMaxElapsedTime(0)) // want `http\.Get is retried by backoff\.Retry without a limit: a permanent failure is retried forever`
	return err
}

func AtOnce(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `without a delay` `after the delay in Retry-After, without an upper bound`
}

func Steady(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithMaxRetries(-1).
		WithDelay(time.Second).
		Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `\(\*http\.Client\)\.Get is retried every 1s without backoff: an overloaded server cannot recover` `\(\*http\.Client\)\.Get is retried every 1s without a limit: a permanent failure is retried forever` `after the delay in Retry-After, without an upper bound`
}

func Even(url string) (*http.Response, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, time.Minute).Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return client.Get(url) // want `after a delay without jitter` `after the delay in Retry-After, without an upper bound`
}
