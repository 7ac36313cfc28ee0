package badretry_test

import (
	"testing"

	"github.com/respvet/respvet/passes/badretry"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

// What is fixed asks a real server: the response that a loop leaves to its caller can still
// be read, the others are closed, and a 408 or 425 is retried as before.
func TestLive(t *testing.T) {
	fixture.Enable(t, badretry.Analyzer, "bodyclose")
	fixture.TestFixed(t, badretry.Analyzer, 2, map[string]string{
		"client.go": `package client

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// Last gives its caller the last response, whatever it was.
func Last(url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 3 {
		resp, err = http.Get(url)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			break
		}
		time.Sleep(time.Millisecond)
	}
	return resp, err
}

func Page(url string) (string, error) {
	for range 3 {
		resp, err := http.Get(url)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusOK {
			data, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			return string(data), err
		}
		time.Sleep(time.Millisecond)
	}
	return "", errors.New("no page")
}
`,
		"client_test.go": `package client

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// open counts the bodies that nobody has closed.
var open int

type watched struct{ http.RoundTripper }

func (w watched) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(req)
	if err == nil {
		open++
		resp.Body = &body{ReadCloser: resp.Body}
	}
	return resp, err
}

type body struct {
	io.ReadCloser
	closed bool
}

func (b *body) Close() error {
	if !b.closed {
		open--
	}
	b.closed = true
	return b.ReadCloser.Close()
}

// serve answers with statuses, the last one for ever, and counts the requests.
func serve(t *testing.T, statuses ...int) (url string, asked *int) {
	asked = new(int)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(statuses[min(*asked, len(statuses)-1)])
		*asked++
		io.WriteString(w, "closed for today")
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func Test(t *testing.T) {
	http.DefaultTransport = watched{http.DefaultTransport}
	url, _ := serve(t, 503)
	resp, err := Last(url)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(resp.Body); string(data) != "closed for today" {
		t.Errorf("the last answer is %q, %v", data, err)
	}
	open = 0
	for _, status := range []int{408, 425, 429, 503} {
		url, asked := serve(t, status, 200)
		if page, err := Page(url); err != nil || page == "" || *asked != 2 || open != 0 {
			t.Errorf("%d: %q, %v after %d requests, %d bodies are open", status, page, err, *asked, open)
		}
	}
	url, asked := serve(t, 404)
	if _, err := Page(url); err == nil || *asked != 1 || open != 0 {
		t.Errorf("404: %v after %d requests, %d bodies are open", err, *asked, open)
	}
}
`})
}
