package replaced

import (
	"net/http"
	"testing"
)

type fake struct {
	calls int
	f     func(*http.Request) (*http.Response, error)
}

func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	f.calls++
	return f.f(r)
}

func (f *fake) get(url string) (string, error) {
	for range 3 {
		if s, err := New(url).Load("/"); err == nil {
			return s, nil
		}
	}
	return "", nil
}

func TestLoad(t *testing.T) {
	f := &fake{f: func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
	}}
	c := New("")
	c.HTTP = &http.Client{Transport: f}
	shared = &http.Client{Transport: f}
	if _, err := c.Load("/"); err != nil {
		t.Error(err)
	}
	if _, err := First(f); err != nil {
		t.Error(err)
	}
}
