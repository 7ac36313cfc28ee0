// Package bad has examples of the page of badretry.
package bad

import (
	"bytes"
	"net/http"
	"time"
)

// Put sends data.
func Put(client *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for {
		resp, err := client.Do(req)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}
