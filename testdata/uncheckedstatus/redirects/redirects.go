// Package redirects follows none: a 302 is what it asks for.
package redirects

import (
	"io"
	"net/http"
)

var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func Page(u string) ([]byte, error) {
	resp, err := client.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
