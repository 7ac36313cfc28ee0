package shop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"
)

// A Part lies in the warehouse.
type Part struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Part returns a part.
func (c *Client) Part(ctx context.Context, id string) (Part, error) {
	resp, err := c.do(ctx, http.MethodGet, "/parts/"+url.PathEscape(id), nil)
	if err != nil {
		return Part{}, fmt.Errorf("part %s: %w", id, err)
	}
	return decode[Part](resp)
}

// Stock returns how many there are of a part.
func (c *Client) Stock(ctx context.Context, id string) (int, error) {
	resp, err := c.do(ctx, http.MethodGet, "/parts/"+url.PathEscape(id)+"/stock", nil) // BAD(uncheckedstatus): of an error's body there are none left
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var stock struct {
		Count int `json:"count"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&stock); err != nil {
		return 0, fmt.Errorf("stock of %s: %w", id, err)
	}
	return stock.Count, nil
}

// Picture writes the picture of a part.
func (c *Client) Picture(ctx context.Context, w io.Writer, id string) error {
	resp, err := c.do(ctx, http.MethodGet, "/parts/"+url.PathEscape(id)+"/picture", nil) // BAD(uncheckedstatus): an error's message is kept as a picture
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// page is a part of a list.
type page struct {
	Data []Part `json:"data"`
	Next string `json:"next_token"`
}

// Parts returns all parts, page after page.
func (c *Client) Parts(ctx context.Context) ([]Part, error) {
	var all []Part
	for token := ""; ; {
		resp, err := c.do(ctx, http.MethodGet, "/parts?next_token="+url.QueryEscape(token), nil)
		if err != nil {
			return nil, err
		}
		p, err := decode[page](resp)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Data...)
		if token = p.Next; token == "" {
			return all, nil
		}
	}
}

// page returns one page of the parts that have a name.
func (c *Client) page(ctx context.Context, name, token string) (page, error) {
	q := url.Values{"name": {name}, "next_token": {token}}
	resp, err := c.do(ctx, http.MethodGet, "/parts?"+q.Encode(), nil) // ok: Search asks again
	if err != nil {
		return page{}, err
	}
	return decode[page](resp)
}

// Search returns the parts that have a name, and asks for a page up to five times.
func (c *Client) Search(ctx context.Context, name string) ([]Part, error) {
	var all []Part
	token := ""
	for retries := 0; ; {
		p, err := c.page(ctx, name, token)
		var status *StatusError
		switch {
		case errors.As(err, &status) && status.Temporary() && retries < 4:
			retries++
			if err := pause(ctx, retries); err != nil {
				return nil, err
			}
			continue
		case err != nil:
			return nil, err
		}
		retries = 0
		all = append(all, p.Data...)
		if token = p.Next; token == "" {
			return all, nil
		}
	}
}

// pause waits before a retry: longer each time, and for everyone differently.
func pause(ctx context.Context, retry int) error {
	t := time.NewTimer(rand.N(min(10*time.Second, 250*time.Millisecond<<retry)))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Rename gives a part another name.
func (c *Client) Rename(ctx context.Context, p Part) error {
	resp, err := c.do(ctx, http.MethodPatch, "/parts/"+url.PathEscape(p.ID), p)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

// Scrap removes a part.
func (c *Client) Scrap(ctx context.Context, id string) error {
	resp, err := c.do(ctx, http.MethodDelete, "/parts/"+url.PathEscape(id), nil) // BAD(uncheckedstatus): a 403 counts as scrapped
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Known reports whether there is a part.
func (c *Client) Known(ctx context.Context, id string) (bool, error) {
	resp, err := c.do(ctx, http.MethodHead, "/parts/"+url.PathEscape(id), nil) // ok: a question for the status alone
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK, nil
}
