package fetch

import (
	"fmt"
	"net/http"
)

// Strict returns a transport that gives no failure to those who use it.
func Strict(base *http.Transport, token string) http.RoundTripper {
	return &strict{next: &signed{next: base, token: token}}
}

// Signed returns a transport that only adds a token.
func Signed(base *http.Transport, token string) http.RoundTripper {
	return &signed{next: base, token: token}
}

type strict struct{ next http.RoundTripper }

func (s *strict) RoundTrip(req *http.Request) (*http.Response, error) {
	got, err := s.next.RoundTrip(req)
	if err != nil || got.StatusCode < 400 {
		return got, err
	}
	got.Body.Close()
	return nil, fmt.Errorf("the server responded with %s", got.Status)
}

type signed struct {
	next  http.RoundTripper
	token string
}

func (s *signed) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+s.token)
	return s.next.RoundTrip(req)
}
