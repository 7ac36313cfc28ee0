// Package nilrequest has wrappers that are given a request which a helper made, or
// nil and an error: nobody sends a nil request.
package nilrequest

import "net/http"

type Client struct {
	base string
	http *http.Client
}

func (c *Client) request(method, path string) (*http.Request, error) {
	req, err := http.NewRequest(method, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return req, nil
}

func (c *Client) do(req *http.Request) (*http.Response, error) { return c.http.Do(req) }

func (c *Client) Remove(path string) error {
	req, err := c.request(http.MethodDelete, path)
	if err != nil {
		return err
	}
	resp, err := c.do(req) // want `the response status of c\.do is never checked: a DELETE rejected with 400 or 503 counts as a success \(uncheckedstatus\)`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A GET changes nothing.
func (c *Client) Touch(path string) error {
	req, err := c.request(http.MethodGet, path)
	if err != nil {
		return err
	}
	resp, err := c.do(req) // ok
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nor is it known what a method does that a caller names.
func (c *Client) Any(method, path string) error {
	req, err := c.request(method, path)
	if err != nil {
		return err
	}
	resp, err := c.do(req) // ok
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
