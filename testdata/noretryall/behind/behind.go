// Package behind has clients behind an interface, one of which retries.
package behind

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type retrying struct{ inner doer }

func (r *retrying) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := r.inner.Do(req) // ok
		if err != nil || i == 3 || resp.StatusCode != 429 && resp.StatusCode < 500 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << i))
	}
}

type prices struct{ c doer }

type stock struct{ c doer }

type given struct{ c doer }

func newPrices() *prices { return &prices{c: &retrying{http.DefaultClient}} }

func newStock() *stock { return &stock{c: &http.Client{Timeout: time.Second}} }

func newGiven(c doer) *given { return &given{c: c} }

func decode(resp *http.Response) (out map[string]any, err error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

// Its client sends again.
func (p *prices) get(url string) (map[string]any, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := p.c.Do(req) // ok
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func (s *stock) get(url string) (map[string]any, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.c.Do(req) // want `response to Do becomes an error`
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// What its client does is not known.
func (g *given) get(url string) (map[string]any, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := g.c.Do(req) // ok
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

type counting struct{ next http.RoundTripper }

func (c counting) RoundTrip(req *http.Request) (*http.Response, error) {
	started := time.Now()
	resp, err := c.next.RoundTrip(req)
	fmt.Println(time.Since(started))
	return resp, err
}

type again struct{ next http.RoundTripper }

func (a *again) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := a.next.RoundTrip(req)
		if err != nil || i == 3 || resp.StatusCode != 429 && resp.StatusCode < 500 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(rand.N(time.Second << i))
	}
}

var (
	patient   = &http.Client{Transport: &again{counting{http.DefaultTransport}}}
	impatient = &http.Client{Transport: counting{http.DefaultTransport}}
)

func patiently(url string) (map[string]any, error) {
	resp, err := patient.Get(url) // ok
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func impatiently(url string) (map[string]any, error) {
	resp, err := impatient.Get(url) // want `becomes an error`
	if err != nil {
		return nil, err
	}
	return decode(resp)
}
