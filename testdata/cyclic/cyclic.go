// Package cyclic has transports that stand around themselves.
package cyclic

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A link sends through a client whose transport is the link.
type link struct {
	next   http.RoundTripper
	client *http.Client
}

func (l *link) RoundTrip(r *http.Request) (*http.Response, error) {
	return l.next.RoundTrip(r)
}

func around(l *link) *link {
	out := &link{next: l, client: l.client}
	out.client = &http.Client{Transport: out}
	out.next = out.client.Transport
	return out
}

func (l *link) Get(url string, v any) error {
	resp, err := l.client.Get(url) // ok: what it asks in the end is not known
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// A line differs in that its transport ends at net/http's.
type line struct{ client *http.Client }

func newLine() *line { return &line{client: &http.Client{Transport: http.DefaultTransport}} }

func (l *line) Get(url string, v any) error {
	resp, err := l.client.Get(url) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error: the request is not retried`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}
