// Package backoff5 asks for orders, again and again, with cenkalti/backoff.
package backoff5

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(ctx context.Context, url string) (*orders.Order, error) {
	var resp *http.Response
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return struct{}{}, err
	}, backoff.WithMaxTries(3))
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
	_, err := backoff.Retry(ctx, func() (struct{}, error) { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return struct{}{}, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return struct{}{}, fmt.Errorf("status %d", resp.StatusCode)
		}
		return struct{}{}, json.NewDecoder(resp.Body).Decode(&o)
	}, backoff.WithMaxTries(3))
	return &o, err
}

// Endless never stops.
func Endless(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	_, err := backoff.Retry(ctx, func() (struct{}, error) { // BAD(badretry/unbounded)
		resp, err := http.Get(url) // ok
		if err != nil {
			return struct{}{}, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return struct{}{}, fmt.Errorf("status %d", resp.StatusCode)
		}
		return struct{}{}, json.NewDecoder(resp.Body).Decode(&o)
	}, backoff.WithMaxElapsedTime(0))
	return &o, err
}

// Constant waits as long each time.
func Constant(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	_, err := backoff.Retry(ctx, func() (struct{}, error) { // BAD(badretry/constant)
		resp, err := http.Get(url) // ok
		if err != nil {
			return struct{}{}, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return struct{}{}, fmt.Errorf("status %d", resp.StatusCode)
		}
		return struct{}{}, json.NewDecoder(resp.Body).Decode(&o)
	}, backoff.WithBackOff(backoff.NewConstantBackOff(time.Second)))
	return &o, err
}
