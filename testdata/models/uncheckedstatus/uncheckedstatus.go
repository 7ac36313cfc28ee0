// Package uncheckedstatus reads responses that a client gets which a model file describes.
package uncheckedstatus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/respvet/respvet/testdata/models/ask"
)

type order struct{ ID string }

func unchecked(ctx context.Context, c *ask.Client) (*order, error) {
	res, err := c.Get(ctx, "/order") // want `the response status of \(\*ask\.Client\)\.Get is never checked: json\.Unmarshal reads the body of a 404 or 503 as a success \(uncheckedstatus\)`
	if err != nil {
		return nil, err
	}
	var o order
	return &o, json.Unmarshal(res.Data, &o)
}

func checked(ctx context.Context, c *ask.Client) (*order, error) {
	res, err := c.Get(ctx, "/order") // ok
	if err != nil {
		return nil, err
	}
	if res.Code != 200 {
		return nil, fmt.Errorf("status %d", res.Code)
	}
	var o order
	return &o, json.Unmarshal(res.Data, &o)
}

func asked(ctx context.Context, c *ask.Client) (*order, error) {
	res, err := c.Get(ctx, "/order") // ok
	if err != nil {
		return nil, err
	}
	if !res.OK() {
		return nil, errors.New("no order")
	}
	var o order
	return &o, json.Unmarshal(res.Data, &o)
}

var _, _, _ = unchecked, checked, asked
