// Package few gives up as many as are told one by one.
package few

import (
	"fmt"
	"io"
	"net/http"
)

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("unexpected status %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func a() ([]byte, error) {
	return read(http.Get("https://a.example/")) // want `a 429 or 503 response to http\.Get becomes the error "unexpected status": the request is not retried \(noretry\)`
}

func b() ([]byte, error) {
	return read(http.Get("https://b.example/")) // want `a 429 or 503 response to http\.Get becomes the error "unexpected status": the request is not retried \(noretry\)`
}

func c() ([]byte, error) {
	return read(http.Get("https://c.example/")) // want `a 429 or 503 response to http\.Get becomes the error "unexpected status": the request is not retried \(noretry\)`
}

func d() ([]byte, error) {
	return read(http.Get("https://d.example/")) // want `a 429 or 503 response to http\.Get becomes the error "unexpected status": the request is not retried \(noretry\)`
}

func e() ([]byte, error) {
	return read(http.Get("https://e.example/")) // want `a 429 or 503 response to http\.Get becomes the error "unexpected status": the request is not retried \(noretry\)`
}
