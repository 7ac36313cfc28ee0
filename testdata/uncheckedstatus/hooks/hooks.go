// Package hooks has clients that see to the status before the caller does.
package hooks

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"

	"github.com/go-resty/resty/v2"
	restyv3 "resty.dev/v3"
)

type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r) // ok
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", r.URL, resp.Status)
	}
	return resp, nil
}

type logged struct{ next http.RoundTripper }

func (s logged) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r) // ok
	if err == nil {
		log.Print(resp.StatusCode)
	}
	return resp, err
}

// A client whose transport makes errors of failures.
type A struct{ hc *http.Client }

func NewA() *A { return &A{&http.Client{Transport: strict{http.DefaultTransport}}} }

func (a *A) Get(u string) (n int, err error) {
	resp, err := a.hc.Get(u) // ok
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// One whose transport tells nobody.
type B struct{ hc *http.Client }

func NewB() *B { return &B{&http.Client{Transport: logged{http.DefaultTransport}}} }

func (a *B) Get(u string) (n int, err error) {
	resp, err := a.hc.Get(u) // want `the response status of \(\*http\.Client\)\.Get is never checked: json\.NewDecoder reads the body of a 404 or 503 as a success`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// One whose hook does not mind.
type C struct{ rc *resty.Client }

func NewC() *C {
	return &C{resty.New().OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		log.Print(r.StatusCode())
		return nil
	})}
}

func (c *C) Get(u string) ([]byte, error) {
	resp, err := c.rc.R().Get(u) // want `the response status of \(\*resty\.Request\)\.Get is never checked: the caller reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil
}

// One whose hook does.
type D struct{ rc *restyv3.Client }

func NewD() *D { return &D{restyv3.New().AddResponseMiddleware(check)} }

func check(_ *restyv3.Client, r *restyv3.Response) error {
	if r.IsStatusFailure() {
		return fmt.Errorf("%s", r.Status())
	}
	return nil
}

func (c *D) Get(u string) ([]byte, error) {
	resp, err := c.rc.R().Get(u) // ok
	if err != nil {
		return nil, err
	}
	return resp.Bytes(), nil
}

// The hook stands in a statement of its own.
type E struct{ rc *resty.Client }

func NewE(base string) *E {
	rc := resty.New().SetBaseURL(base)
	rc.OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		if r.IsError() {
			return fmt.Errorf("api: %s", r.Status())
		}
		return nil
	})
	return &E{rc}
}

func (e *E) Get(u string) ([]byte, error) {
	resp, err := e.rc.R().Get(u) // ok
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil
}
