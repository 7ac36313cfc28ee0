// Package bad has examples of the page of uncheckedstatus.
package bad

import (
	"io"
	"net/http"
)

// Read reads a page.
func Read(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
