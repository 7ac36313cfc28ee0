// Package decoded makes errors of responses in a helper: their bodies are decoded into them.
package decoded

import (
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

type fault struct {
	Code    int
	Message string
}

func (f *fault) Error() string { return f.Message }

// A parcel service.
type parcels struct{ hc *http.Client }

func (p *parcels) track(url string) error {
	resp, err := p.hc.Get(url) // want `a 429 or 503 response to .* becomes an error`
	if err != nil {
		return err
	}
	return p.read(resp, nil)
}

func (p *parcels) read(resp *http.Response, out any) error {
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		f := &fault{Code: resp.StatusCode}
		if err = json.Unmarshal(body, f); err != nil {
			f.Message = string(body)
		}
		return f
	}
	return json.Unmarshal(body, out)
}

// Its caller asks again after any error that says what it is.
func (p *parcels) trackAgain(url string) (err error) {
	for n := range 3 {
		resp, e := p.hc.Get(url) // ok
		if e != nil {
			return e
		}
		err = p.read(resp, nil)
		var f *fault
		if err == nil || !errors.As(err, &f) || f.Code != 429 && f.Code != 503 {
			return err
		}
		time.Sleep(rand.N(time.Second << n))
	}
	return err
}
