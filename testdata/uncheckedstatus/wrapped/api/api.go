// Package api wraps requests in the ways of several projects.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Do hands the answer on.
func Do(ctx context.Context, method, u string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, u, body)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // ok
}

// Get is wrapped twice.
func Get(ctx context.Context, u string) (*http.Response, error) {
	return Do(ctx, http.MethodGet, u, nil)
}

// Fetch reads the body and gives the status back with it.
func Fetch(u string) (data []byte, status int, err error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	data, err = io.ReadAll(resp.Body)
	return data, resp.StatusCode, err
}

// A Reply keeps what came.
type Reply struct {
	resp *http.Response
	Data []byte
}

// Ask keeps the answer in a Reply.
func Ask(u string) (*Reply, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	r := &Reply{resp: resp}
	r.Data, err = io.ReadAll(resp.Body)
	return r, err
}

// Err is the error that the status says.
func (r *Reply) Err() error {
	if r.resp.StatusCode > 299 {
		return errors.New(r.resp.Status)
	}
	return nil
}

// Decode decodes whatever the status.
func (r *Reply) Decode(v any) error { return json.Unmarshal(r.Data, v) }

// Check is the helper that looks.
func Check(resp *http.Response) error {
	if c := resp.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	return fmt.Errorf("%s", resp.Status)
}

// Close is one that does not.
func Close(resp *http.Response) {
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

// Drain is given the body alone.
func Drain(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, body)
	_ = body.Close()
}

// GetOK looks itself.
func GetOK(u string) (*http.Response, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	if err := Check(resp); err != nil {
		Close(resp)
		return nil, err
	}
	return resp, nil
}
