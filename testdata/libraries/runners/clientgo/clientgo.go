// Package clientgo asks for orders, again and again, with the retries of Kubernetes.
package clientgo

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/retry"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

func always(error) bool { return true }

var seconds = wait.Backoff{Steps: 4, Duration: time.Second, Factor: 2, Jitter: 0.1}

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(url string) (*orders.Order, error) {
	var resp *http.Response
	err := retry.OnError(retry.DefaultBackoff, always, func() error {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	var o orders.Order
	return &o, json.NewDecoder(resp.Body).Decode(&o)
}

// Patient runs it again after a 503 as well.
func Patient(url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.OnError(wait.Backoff{Steps: 4, Duration: time.Second, Factor: 2, Jitter: 0.1}, always, func() error { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}

// Synchronous leaves nothing to chance.
func Synchronous(url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.OnError(wait.Backoff{Steps: 4, Duration: time.Second, Factor: 2}, always, func() error { // BAD(badretry/nojitter)
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}

// Waits waits for a condition, which says whether it holds: a failure ends it.
func Waits(url string) (*orders.Order, error) {
	var o orders.Order
	err := wait.ExponentialBackoff(seconds, func() (bool, error) { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return false, nil
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return false, nil
		}
		return true, json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}

// Answered is done with whatever is answered.
func Answered(ctx context.Context, url string) (*orders.Order, error) {
	var resp *http.Response
	err := wait.ExponentialBackoffWithContext(ctx, seconds, func(context.Context) (bool, error) {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return err == nil, nil
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	var o orders.Order
	return &o, json.NewDecoder(resp.Body).Decode(&o)
}

// Ready polls until the service is ready: it is no retry, and the same pause is right.
func Ready(ctx context.Context, url string) error {
	return wait.PollUntilContextTimeout(ctx, time.Second, time.Minute, true, func(ctx context.Context) (bool, error) { // ok
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return false, err
		}
		resp, err := http.DefaultClient.Do(req) // ok
		if err != nil {
			return false, nil
		}
		defer resp.Body.Close()
		return resp.StatusCode == http.StatusOK, nil
	})
}

// Reachable polls until anybody answers.
func Reachable(ctx context.Context, url string) error {
	return wait.PollUntilContextCancel(ctx, time.Second, true, func(context.Context) (bool, error) { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return false, nil
		}
		resp.Body.Close()
		return true, nil
	})
}

// Together waits as long each time as all others do.
func Together(url string) (*orders.Order, error) {
	var o orders.Order
	err := wait.ExponentialBackoff(wait.Backoff{Steps: 4, Duration: time.Second, Factor: 2}, func() (bool, error) { // BAD(badretry/nojitter)
		resp, err := http.Get(url) // ok
		if err != nil {
			return false, nil
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500:
			return false, nil
		case resp.StatusCode != http.StatusOK:
			return false, fmt.Errorf("status %d", resp.StatusCode)
		}
		return true, json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}
