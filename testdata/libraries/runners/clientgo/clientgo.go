// Package clientgo asks for orders, again and again, with the retries of Kubernetes.
package clientgo

import (
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
	err := wait.ExponentialBackoff(seconds, func() (bool, error) {
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
