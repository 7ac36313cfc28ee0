// Package fasthttp asks for orders with the client of valyala/fasthttp.
package fasthttp

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order takes what the service answers.
func Order(url string) (*orders.Order, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(url)
	if err := fasthttp.Do(req, resp); err != nil { // BAD(uncheckedstatus)
		return nil, err
	}
	var o orders.Order
	return &o, json.Unmarshal(resp.Body(), &o)
}

// Checked looks at the status.
func Checked(c *fasthttp.Client, url string) (*orders.Order, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(url)
	req.Header.SetMethod(fasthttp.MethodGet)
	if err := c.DoTimeout(req, resp, time.Second); err != nil { // BAD(noretry)
		return nil, err
	}
	if resp.StatusCode() != fasthttp.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode())
	}
	var o orders.Order
	return &o, json.Unmarshal(resp.Body(), &o)
}

// Short uses the short form, and takes whatever comes.
func Short(url string) (*orders.Order, error) {
	_, body, err := fasthttp.Get(nil, url) // BAD(uncheckedstatus)
	if err != nil {
		return nil, err
	}
	var o orders.Order
	return &o, json.Unmarshal(body, &o)
}

// ShortChecked looks at the status of the short form.
func ShortChecked(url string) (*orders.Order, error) {
	code, body, err := fasthttp.Get(nil, url) // BAD(noretry)
	if err != nil {
		return nil, err
	}
	if code != fasthttp.StatusOK {
		return nil, fmt.Errorf("status %d", code)
	}
	var o orders.Order
	return &o, json.Unmarshal(body, &o)
}

// Patient asks again after a 429 and a 503.
func Patient(url string) (*orders.Order, error) {
	for n := range 4 {
		code, body, err := fasthttp.Get(nil, url)
		switch {
		case err != nil:
			return nil, err
		case code == fasthttp.StatusTooManyRequests || code == fasthttp.StatusServiceUnavailable:
			time.Sleep(time.Second<<n + rand.N(time.Second)) // BAD(badretry/retryafter)
			continue
		case code != fasthttp.StatusOK:
			return nil, fmt.Errorf("status %d", code)
		}
		var o orders.Order
		return &o, json.Unmarshal(body, &o)
	}
	return nil, fmt.Errorf("%s has no time", url)
}
