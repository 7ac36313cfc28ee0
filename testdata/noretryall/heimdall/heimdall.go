// Package heimdall has a client of heimdall, which can be told nothing of a 429:
// there is no fix.
package heimdall

import (
	"errors"
	"io"
	"net/http"

	"github.com/gojek/heimdall/v7/httpclient"
)

var errStatus = errors.New("no such order")

type Client struct{ http *httpclient.Client }

func New() *Client { return &Client{http: httpclient.NewClient(httpclient.WithRetryCount(3))} }

func (c *Client) Get() ([]byte, error) {
	resp, err := c.http.Get("http://localhost/orders", nil) // want `a 429 response to \(\*httpclient.Client\).Get becomes`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	return io.ReadAll(resp.Body)
}
