// Package backoff4 asks for orders, again and again, with cenkalti/backoff.
package backoff4

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(ctx context.Context, url string) (*orders.Order, error) {
	var resp *http.Response
	err := backoff.Retry(func() error {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return err
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
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
func Patient(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := backoff.Retry(func() error { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
	return &o, err
}

// Constant waits as long each time.
func Constant(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := backoff.Retry(func() error { // BAD(badretry/constant)
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	}, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 3))
	return &o, err
}
