// Package sethvargo asks for orders, again and again, with sethvargo/go-retry.
package sethvargo

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/sethvargo/go-retry"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(ctx context.Context, url string) (*orders.Order, error) {
	var resp *http.Response
	err := retry.Do(ctx, retry.WithMaxRetries(3, retry.WithJitterPercent(10, retry.NewExponential(time.Second))), func(context.Context) error {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		if err != nil {
			return retry.RetryableError(err)
		}
		return nil
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
func Patient(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.Do(ctx, retry.WithMaxRetries(3, retry.WithJitter(time.Second, retry.NewExponential(time.Second))), func(context.Context) error { // ok
		resp, err := http.Get(url) // ok
		if err != nil {
			return retry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return retry.RetryableError(fmt.Errorf("status %d", resp.StatusCode))
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}

// Endless never stops.
func Endless(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.Exponential(ctx, time.Second, func(context.Context) error { // BAD(badretry/unbounded) BAD(badretry/nojitter)
		resp, err := http.Get(url) // ok
		if err != nil {
			return retry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return retry.RetryableError(fmt.Errorf("status %d", resp.StatusCode))
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}

// Constant waits as long each time.
func Constant(ctx context.Context, url string) (*orders.Order, error) {
	var o orders.Order
	err := retry.Do(ctx, retry.WithMaxRetries(3, retry.NewConstant(time.Second)), func(context.Context) error { // BAD(badretry/constant)
		resp, err := http.Get(url) // ok
		if err != nil {
			return retry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return retry.RetryableError(fmt.Errorf("status %d", resp.StatusCode))
		}
		return json.NewDecoder(resp.Body).Decode(&o)
	})
	return &o, err
}
