// Package retrygo4 asks for orders, again and again, with avast/retry-go.
package retrygo4

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(ctx context.Context, url string) (*orders.Order, error) {
	var resp *http.Response
	err := retry.Do(func() error {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return err
	}, retry.Context(ctx))
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
	err := retry.Do(func() error { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	}, retry.Context(ctx))
	return &o, err
}

// Endless never stops.
func Endless(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.Do(func() error { // BAD(badretry/unbounded)
		resp, err := http.Get(url) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	}, retry.Attempts(0), retry.MaxDelay(time.Minute))
	return &o, err
}
