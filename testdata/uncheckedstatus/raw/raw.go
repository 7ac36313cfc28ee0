// Package raw looks at the answer of net/http that the answer of a library holds.
package raw

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-resty/resty/v2"
)

type order struct{ ID int }

var client = resty.New()

var errStatus = errors.New("no such order")

func looked() (o order, err error) {
	resp, err := client.R().Get("http://localhost/orders/1") // ok
	if err != nil {
		return o, err
	}
	if resp.RawResponse.StatusCode != http.StatusOK {
		return o, errStatus
	}
	return o, json.Unmarshal(resp.Body(), &o)
}

func handed() (o order, err error) {
	resp, err := client.R().Get("http://localhost/orders/1") // ok
	if err != nil {
		return o, err
	}
	if err := check(resp.RawResponse); err != nil {
		return o, err
	}
	return o, json.Unmarshal(resp.Body(), &o)
}

func check(resp *http.Response) error {
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}

func header() (o order, err error) {
	resp, err := client.R().Get("http://localhost/orders/1") // want `the response status of \(\*resty\.Request\)\.Get is never checked: json\.Unmarshal reads the body of a 404 or 503 as a success`
	if err != nil {
		return o, err
	}
	if resp.RawResponse.Header.Get("X-Order") == "" {
		return o, errStatus
	}
	return o, json.Unmarshal(resp.Body(), &o)
}

func stream() (o order, err error) {
	resp, err := client.R().SetDoNotParseResponse(true).Get("http://localhost/orders/1") // want `the response status of \(\*resty\.Request\)\.Get is never checked: json\.NewDecoder reads the body of a 404 or 503 as a success`
	if err != nil {
		return o, err
	}
	defer resp.RawResponse.Body.Close()
	return o, json.NewDecoder(resp.RawResponse.Body).Decode(&o)
}
