package loop

import (
	"errors"
	"net/http"
	"time"
)

// patient waits until a server that counts its requests lets it: what has failed is not
// asked for again.
func patient(client *http.Client, url string) (*http.Response, error) {
	for { // ok
		resp, err := client.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(500 * time.Millisecond)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		return resp, nil
	}
}
