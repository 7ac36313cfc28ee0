// Package catalogue asks the catalogue for what the warehouse does not know.
package catalogue

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/respvet/respvet/testdata/shopclient/internal/transport"
)

// A Client asks the catalogue, patiently.
type Client struct {
	base string
	http *http.Client
}

// New returns a client of the catalogue at base.
func New(base string) *Client {
	return &Client{base, &http.Client{Transport: &transport.Retry{Next: http.DefaultTransport}}}
}

// Title returns the title of an article.
func (c *Client) Title(ctx context.Context, id string) (string, error) {
	resp, err := c.get(ctx, "/articles/"+url.PathEscape(id)) // ok: the transport retries
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("article %s: %s", id, resp.Status)
	}
	return title(resp)
}

// Draft returns the title of an article that is not published yet.
func (c *Client) Draft(ctx context.Context, id string) (string, error) {
	resp, err := c.get(ctx, "/drafts/"+url.PathEscape(id)) // BAD(uncheckedstatus): what is left after the retries is an error all the same
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return title(resp)
}

func (c *Client) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

func title(resp *http.Response) (string, error) {
	var article struct {
		Title string `json:"title"`
	}
	err := json.NewDecoder(resp.Body).Decode(&article)
	return article.Title, err
}
