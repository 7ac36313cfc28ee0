// Package jpillora asks for orders, again and again, with jpillora/backoff.
package jpillora

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/jpillora/backoff"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Patient asks again after a while, four times.
func Patient(ctx context.Context, url string) (*orders.Order, error) {
	b := &backoff.Backoff{Min: time.Second, Max: time.Minute, Jitter: true}
	for range 4 {
		resp, err := http.Get(url) // ok
		if err != nil {
			continue
		}
		ok := resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests
		var o orders.Order
		if ok {
			err = json.NewDecoder(resp.Body).Decode(&o)
		}
		resp.Body.Close()
		if ok {
			return &o, err
		}
		select {
		case <-time.After(b.Duration()):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return nil, fmt.Errorf("no answer from %s", url)
}
