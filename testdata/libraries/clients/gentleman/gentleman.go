// Package gentleman asks for orders with gentleman.
package gentleman

import (
	"fmt"

	"gopkg.in/h2non/gentleman.v2"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order takes what the service answers.
func Order(url, id string) (*orders.Order, error) {
	cli := gentleman.New()
	cli.URL(url)
	res, err := cli.Request().Path("/orders/" + id).Send() // BAD(uncheckedstatus)
	if err != nil {
		return nil, err
	}
	var o orders.Order
	return &o, res.JSON(&o)
}

// Checked looks at the status.
func Checked(url, id string) (*orders.Order, error) {
	cli := gentleman.New()
	cli.URL(url)
	res, err := cli.Request().Path("/orders/" + id).Send() // BAD(noretry)
	if err != nil {
		return nil, err
	}
	if !res.Ok {
		return nil, fmt.Errorf("status %d", res.StatusCode)
	}
	var o orders.Order
	return &o, res.JSON(&o)
}

// Patient asks again after a 429 and a 503.
func Patient(url, id string) (*orders.Order, error) {
	cli := gentleman.New()
	cli.URL(url)
	res, err := cli.Get().Path("/orders/" + id).Send() // BAD(noretry)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= 400 {
		return nil, fmt.Errorf("status %d", res.StatusCode)
	}
	var o orders.Order
	return &o, res.JSON(&o)
}

// Asked looks at the status by other names.
func Asked(url, id string) (*orders.Order, error) {
	cli := gentleman.New()
	cli.URL(url)
	res, err := cli.Get().Path("/orders/" + id).Send() // BAD(noretry)
	if err != nil {
		return nil, err
	}
	if res.ClientError || res.ServerError {
		return nil, fmt.Errorf("status %d", res.StatusCode)
	}
	var o orders.Order
	return &o, res.JSON(&o)
}
