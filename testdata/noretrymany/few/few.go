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
	return read(http.Get("https://a.example/")) // want `and the request is never sent again \(noretry\)$`
}

func b() ([]byte, error) {
	return read(http.Get("https://b.example/")) // want `and the request is never sent again \(noretry\)$`
}

func c() ([]byte, error) {
	return read(http.Get("https://c.example/")) // want `and the request is never sent again \(noretry\)$`
}

func d() ([]byte, error) {
	return read(http.Get("https://d.example/")) // want `and the request is never sent again \(noretry\)$`
}

func e() ([]byte, error) {
	return read(http.Get("https://e.example/")) // want `and the request is never sent again \(noretry\)$`
}
