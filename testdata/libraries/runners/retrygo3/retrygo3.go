// Package retrygo3 asks for orders, again and again.
package retrygo3

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/avast/retry-go/v3"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order runs a request again where nobody answers, and takes whatever is answered.
func Order(url string) (*orders.Order, error) {
	var resp *http.Response
	err := retry.Do(func() error {
		var err error
		resp, err = http.Get(url) // BAD(noretry/wrapped)
		return err
	}, retry.Attempts(3))
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
	err := retry.Do(func() error {
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
