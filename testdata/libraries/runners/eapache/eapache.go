// Package eapache asks for orders, again and again, with eapache/go-resiliency.
package eapache

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/eapache/go-resiliency/retrier"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(url string) (*orders.Order, error) {
	var resp *http.Response
	err := retrier.New(retrier.ExponentialBackoff(3, time.Second), nil).Run(func() error {
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
	err := retrier.New(retrier.ExponentialBackoff(3, time.Second), nil).Run(func() error { // ok
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

// Endless never stops.
func Endless(url string) (*orders.Order, error) {
	var o orders.Order
	err := retrier.New(retrier.ExponentialBackoff(3, time.Second), nil).WithInfiniteRetry().Run(func() error { // BAD(badretry/unbounded)
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

// Constant waits as long each time.
func Constant(url string) (*orders.Order, error) {
	var o orders.Order
	err := retrier.New(retrier.ConstantBackoff(3, time.Second), nil).Run(func() error { // BAD(badretry/constant)
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
