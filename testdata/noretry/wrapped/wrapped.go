// Package wrapped looks as if it retried: that is said always.
package wrapped

import (
	"io"
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

func Chart(u string) ([]byte, error) {
	var resp *http.Response
	err := backoff.Retry(func() (err error) {
		resp, err = http.Get(u) // want `backoff\.Retry retries http\.Get only after transport errors: a 429 or 503 is never retried \(noretry/wrapped\)`
		return err
	}, backoff.NewExponentialBackOff())
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, io.ErrUnexpectedEOF
	}
	return io.ReadAll(resp.Body)
}
