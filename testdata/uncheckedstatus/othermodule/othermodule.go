// Package othermodule has its client from another module.
package othermodule

import (
	"encoding/json"
	"errors"
	"io"

	"example.com/shared/fetch"
)

type order struct{ ID string }

type Client struct{ c *fetch.Client }

func (c *Client) Order(id string) (o order, err error) {
	resp, err := c.c.Get("https://example.com/" + id) // want `the response status of c\.c\.Get is never checked: json\.NewDecoder reads the body of a 404 or 503 as a success \(uncheckedstatus\)`
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	return o, json.NewDecoder(resp.Body).Decode(&o)
}

func (c *Client) Loaded(id string) (o order, err error) {
	r, err := c.c.Load("https://example.com/" + id) // want `the response status of c\.c\.Load is never checked: \(\*http\.Client\)\.Do reads the body of a 404 or 503 as a success`
	if err != nil {
		return o, err
	}
	return o, json.Unmarshal(r.Data, &o)
}

func (c *Client) Raw(id string) (o order, err error) {
	_, data, err := c.c.Raw("https://example.com/" + id) // want `the response status of c\.c\.Raw is never checked: \(\*http\.Client\)\.Do reads the body of a 404 or 503 as a success`
	if err != nil {
		return o, err
	}
	return o, json.Unmarshal(data, &o)
}

func (c *Client) Checked(id string) (o order, err error) {
	r, err := c.c.Load("https://example.com/" + id) // ok
	if err != nil {
		return o, err
	}
	if r.Code >= 400 {
		return o, errors.New("checked")
	}
	return o, json.Unmarshal(r.Data, &o)
}

func (c *Client) Handed(id string, w io.Writer) error {
	status, data, err := c.c.Raw("https://example.com/" + id) // ok
	if err != nil {
		return err
	}
	if status == 404 {
		return nil
	}
	_, err = w.Write(data)
	return err
}
