// Package good has examples of the page of badretry.
package good

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// Put sends data.
func Put(ctx context.Context, client *http.Client, url string, data []byte) (*http.Response, error) {
	for retry := 0; ; retry++ {
		req, err := http.NewRequestWithContext(ctx, "PUT", url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := client.Do(req)
		if err != nil || retry == 2 || resp.StatusCode != 429 && resp.StatusCode != 503 {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(rand.N(min(10*time.Second, 500*time.Millisecond<<retry))):
		}
	}
}
