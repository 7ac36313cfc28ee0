// Package lestrrat asks for orders, again and again, with lestrrat-go/backoff.
package lestrrat

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/lestrrat-go/backoff/v2"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Patient asks again after a while, whatever Retry-After says.
func Patient(ctx context.Context, url string) (*orders.Order, error) {
	p := backoff.Exponential(backoff.WithMinInterval(time.Second), backoff.WithMaxRetries(4), backoff.WithJitterFactor(0.1))
	b := p.Start(ctx)
	for backoff.Continue(b) { // BAD(badretry/retryafter)
		resp, err := http.Get(url)
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
	}
	return nil, fmt.Errorf("no answer from %s", url)
}
