// Package noretry runs requests again, by packages that a model file describes.
package noretry

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/respvet/respvet/testdata/models/again"
	"github.com/respvet/respvet/testdata/models/ask"
)

type order struct{ ID string }

func wrapped(ctx context.Context, c *ask.Client) (*order, error) {
	var o order
	err := again.Do(3, func() error {
		res, err := c.Get(ctx, "/order") // want `again\.Do retries \(\*ask\.Client\)\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		if err != nil {
			return err
		}
		if res.Code == 200 {
			return json.Unmarshal(res.Data, &o)
		}
		return nil
	})
	return &o, err
}

func right(ctx context.Context, c *ask.Client) (*order, error) {
	var o order
	err := again.Do(3, func() error {
		res, err := c.Get(ctx, "/order") // ok
		if err != nil {
			return err
		}
		if res.Code != 200 {
			return fmt.Errorf("status %d", res.Code)
		}
		return json.Unmarshal(res.Data, &o)
	})
	return &o, err
}

var _, _ = wrapped, right
