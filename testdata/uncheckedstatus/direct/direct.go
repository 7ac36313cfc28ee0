// Package direct makes requests with net/http and uses what comes.
package direct

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

type Order struct{ ID, State string }

type Client struct {
	base string
	http *http.Client
}

func ReadAll(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `the response status of http\.Get is never checked: io\.ReadAll reads the body of a 404 or 503 as a success \(uncheckedstatus\)`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func ReadAllChecked(u string) ([]byte, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", u, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Order decodes whatever comes.
func (c *Client) Order(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/orders/"+url.PathEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // want `the response status of \(\*http\.Client\)\.Do is never checked: json\.NewDecoder reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, fmt.Errorf("order %s: %w", id, err)
	}
	defer func() {
		_ = resp.Body.Close()
	}()
	var o Order
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil {
		return nil, err
	}
	return &o, nil
}

// OrderChecked looks behind the use: before it is believed.
func (c *Client) OrderChecked(ctx context.Context, id string) (*Order, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/orders/"+url.PathEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		return nil, errors.New(strings.TrimSpace(string(data)))
	}
	var o Order
	return &o, json.Unmarshal(data, &o)
}

// Exclusive looks only in a branch that has nothing to do with the use.
func (c *Client) Exclusive(u string, probe bool) ([]byte, error) {
	resp, err := c.http.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if probe {
		return nil, fmt.Errorf("probe: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Readers are followed through the readers around them.
func Readers(u string) error {
	resp, err := http.Get(u) // want `bufio.NewScanner reads`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	zr := flate.NewReader(bufio.NewReader(resp.Body))
	for lines := bufio.NewScanner(zr); lines.Scan(); {
		fmt.Println(lines.Text())
	}
	return nil
}

func Download(u, name string) error {
	resp, err := http.Get(u) // want `io.Copy reads`
	if err != nil {
		return err
	}

	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// Body gives the body away: who gets it cannot know of the status.
func Body(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `the caller reads`
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Variable keeps the answer in a variable that a closure uses.
func Variable(u string) (data []byte, err error) {
	var resp *http.Response
	fetch := func() error {
		resp, err = http.Get(u) // want `io.ReadAll reads`
		return err
	}
	if err := fetch(); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func VariableChecked(u string) (data []byte, err error) {
	var resp *http.Response
	fetch := func() error {
		resp, err = http.Get(u) // ok
		return err
	}
	if err := fetch(); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Post says that all went well whatever the server said.
func (c *Client) Post(ctx context.Context, o Order) error {
	data, err := json.Marshal(o)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/orders", bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req) // want `the response status of \(\*http\.Client\)\.Do is never checked: a POST rejected with 400 or 503 counts as a success`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func Delete(u string) error {
	req, err := http.NewRequest("DELETE", u, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req) // want `the response status of \(\*http\.Client\)\.Do is never checked: a DELETE rejected with 400 or 503 counts as a success`
	return err
}

// Hook drains the body for the connection's sake, and looks at nothing.
func Hook(u string, form url.Values) error {
	resp, err := http.PostForm(u, form) // want `a POST rejected`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return nil
}

// Fire does not want to know at all.
func Fire(u string, form url.Values) {
	go http.PostForm(u, form)
	resp, _ := http.PostForm(u, form) // ok: its error is ignored too
	if resp != nil {
		resp.Body.Close()
	}
}

// Both is what f(g()) makes of two results.
func Both(u string) ([]byte, error) {
	return read(http.Get(u)) // want `read reads`
}

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// BothChecked differs in what it calls.
func BothChecked(u string) ([]byte, error) {
	return readChecked(http.Get(u)) // ok
}

func readChecked(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Loop asks page after page.
func (c *Client) Pages(ctx context.Context) (all []Order, err error) {
	for page := 1; ; page++ {
		req, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/orders?page=%d", c.base, page), nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req) // want `json.NewDecoder reads`
		if err != nil {
			return nil, err
		}
		var orders []Order
		err = json.NewDecoder(resp.Body).Decode(&orders)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if len(orders) == 0 {
			return all, nil
		}
		all = append(all, orders...)
	}
}

// Doer is what tests replace the client with.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

func Through(d Doer, req *http.Request) ([]byte, error) {
	resp, err := d.Do(req) // want `the response status of Do is never checked: io\.ReadAll reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Generic decodes into whatever its callers want.
func Generic[T any](c *http.Client, u string) (v T, err error) {
	resp, err := c.Get(u) // want `json.NewDecoder reads`
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

var _, _ = Generic[Order], Generic[[]Order]

// Best effort: the error only tells whether there is a body to close.
func BestEffort(u string, form url.Values) {
	if resp, err := http.PostForm(u, form); err == nil { // ok
		resp.Body.Close()
	}
}

// Effort logs what it did not get.
func Effort(u string, form url.Values) {
	resp, err := http.PostForm(u, form) // want `a POST rejected`
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	resp.Body.Close()
}

// Closed closes the body at once.
func Closed(u string, form url.Values) error {
	resp, err := http.PostForm(u, form) // want `a POST rejected`
	if err != nil {
		return err
	}
	resp.Body.Close()
	return nil
}
