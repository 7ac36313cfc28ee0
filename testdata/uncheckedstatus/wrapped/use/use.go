// Package use calls the wrappers of another package.
package use

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/uncheckedstatus/wrapped/api"
)

func Read(ctx context.Context, u string) ([]byte, error) {
	resp, err := api.Get(ctx, u) // want `the response status of api\.Get is never checked: io\.ReadAll reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func ReadChecked(ctx context.Context, u string) ([]byte, error) {
	resp, err := api.Get(ctx, u) // ok
	if err != nil {
		return nil, err
	}
	defer api.Close(resp)
	if err := api.Check(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// ReadClosed differs in the helper that it calls.
func ReadClosed(ctx context.Context, u string) ([]byte, error) {
	resp, err := api.Get(ctx, u) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer api.Close(resp)
	return io.ReadAll(resp.Body)
}

func ReadOK(u string) ([]byte, error) {
	resp, err := api.GetOK(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func Fetch(u string, v any) error {
	data, _, err := api.Fetch(u) // want `the response status of api\.Fetch is never checked: http\.Get reads the body of a 404 or 503 as a success`
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

func FetchChecked(u string, v any) error {
	data, status, err := api.Fetch(u) // ok
	if err != nil || status != http.StatusOK {
		return err
	}
	return json.Unmarshal(data, v)
}

func Ask(u string, v any) error {
	r, err := api.Ask(u) // want `the response status of api\.Ask is never checked: http\.Get reads the body of a 404 or 503 as a success`
	if err != nil {
		return err
	}
	return r.Decode(v)
}

func AskChecked(u string, v any) error {
	r, err := api.Ask(u) // ok
	if err != nil {
		return err
	}
	if err := r.Err(); err != nil {
		return err
	}
	return r.Decode(v)
}

// Send wraps once more, with a client of its own.
type Send struct{ ctx context.Context }

func (s *Send) do(method, u string, body io.Reader) (*http.Response, error) {
	return api.Do(s.ctx, method, u, body) // ok
}

func (s *Send) Delete(u string) error {
	resp, err := s.do(http.MethodDelete, u, nil) // want `the response status of s\.do is never checked: a DELETE rejected with 400 or 503 counts as a success`
	if err != nil {
		return err
	}
	api.Drain(resp.Body)
	return nil
}

// Drain of a GET is no use.
func (s *Send) Warm(u string) error {
	resp, err := s.do(http.MethodGet, u, nil) // ok
	if err != nil {
		return err
	}
	api.Drain(resp.Body)
	return nil
}
