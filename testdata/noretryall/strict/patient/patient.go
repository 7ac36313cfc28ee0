// Package patient has a transport that makes errors of failures, and one around it
// that tries again.
package patient

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", r.URL, resp.Status)
	}
	return resp, nil
}

// patient has another attempt where the one inside gives an error.
type patient struct{ next http.RoundTripper }

func (p patient) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	for range 3 {
		if resp, err = p.next.RoundTrip(r); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

type Patient struct{ hc *http.Client }

func NewPatient() *Patient {
	return &Patient{&http.Client{Transport: patient{strict{http.DefaultTransport}}}}
}

func (c *Patient) Get(u string) (n int, err error) {
	resp, err := c.hc.Get(u) // ok
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}
