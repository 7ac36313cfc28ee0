// Package asked asks its transport for its type: there is no fix, which would put another
// one around it.
package asked

import (
	"crypto/tls"
	"errors"
	"io"
	"net/http"
)

var errStatus = errors.New("bad status")

type Client struct{ hc *http.Client }

func New() *Client { return &Client{&http.Client{Transport: &http.Transport{}}} }

// Trust sets what the transport trusts.
func (c *Client) Trust(conf *tls.Config) { c.hc.Transport.(*http.Transport).TLSClientConfig = conf }

func (c *Client) Load(u string) (string, error) {
	resp, err := c.hc.Get(u) // want `a 429 or 503 response to`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", errStatus
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}
