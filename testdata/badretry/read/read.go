// Loops around what reads the answer as well: that it cannot be read is a failure too,
// and no reason to take the loop for one that polls.
package read

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

type Client struct {
	base string
	http *http.Client
}

type config struct{ Name string }

var errRefused = errors.New("refused")

func (c *Client) config() (*config, error) {
	resp, err := c.http.Get(c.base + "/config")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errRefused
	}
	v := new(config)
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	return v, nil
}

func (c *Client) Config() (*config, error) {
	var err error
	for range 5 {
		var v *config
		if v, err = c.config(); err == nil { // want `c\.config is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
			return v, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// Watch asks again whatever came.
func (c *Client) Watch(seen func(*config)) { // ok
	for {
		v, err := c.config()
		if err == nil {
			seen(v)
		}
		time.Sleep(time.Minute)
	}
}

// Named waits for something in the answer.
func (c *Client) Named() *config { // ok
	for {
		if v, err := c.config(); err == nil && v.Name != "" {
			return v
		}
		time.Sleep(time.Second)
	}
}

var errPending = errors.New("pending")

func (c *Client) finished() error {
	resp, err := c.http.Get(c.base + "/job")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errRefused
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var job struct{ State string }
	if err := json.Unmarshal(data, &job); err != nil {
		return err
	}
	if job.State != "done" {
		return errPending
	}
	return nil
}

// Finished waits for what an error says.
func (c *Client) Finished() { // ok
	for c.finished() != nil {
		time.Sleep(time.Second)
	}
}

func decode(resp *http.Response, v any) error {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

func (c *Client) Sizes() (sizes []int, err error) {
	for { // want `\(\*http\.Client\)\.Get is retried every 1s without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
		var resp *http.Response
		if resp, err = c.http.Get(c.base + "/sizes"); err == nil { // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
			if resp.StatusCode == http.StatusOK {
				err = decode(resp, &sizes)
			} else {
				err = errRefused
			}
			resp.Body.Close()
		}
		if err == nil {
			return sizes, nil
		}
		log.Print(err)
		time.Sleep(time.Second)
	}
}

// Statuses that a method answers with where it succeeds: to insist on one is to take
// a 200 for a failure, and not to poll.

func (c *Client) Register() {
	for { // want `\(\*http\.Client\)\.Post is retried every 1s without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
		resp, err := c.http.Post(c.base+"/members", "application/json", strings.NewReader("{}")) // want `after a 400, 403, 404 or 422 too`
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusCreated {
				return
			}
		}
		time.Sleep(time.Second)
	}
}

// Drain takes one message after the other, until there is none.
func (c *Client) Drain(use func(io.Reader)) error { // ok
	for {
		req, err := http.NewRequest(http.MethodDelete, c.base+"/messages/next", nil)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusNoContent {
			return resp.Body.Close()
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return errRefused
		}
		use(resp.Body)
		resp.Body.Close()
	}
}

// Tickers.

func (c *Client) Announce() {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for range t.C { // want `\(\*http\.Client\)\.Post is retried without a limit: a permanent failure is retried forever \(badretry/unbounded\)`
		resp, err := c.http.Post(c.base+"/hosts", "application/json", strings.NewReader("{}"))
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode/100 == 2 { // want `after a 400, 403, 404 or 422 too`
			return
		}
	}
}

func (c *Client) Beat() { // ok: it goes on after a success
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for range t.C {
		resp, err := c.http.Post(c.base+"/beats", "application/json", strings.NewReader("{}"))
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode/100 != 2 {
			log.Print(resp.Status)
		}
	}
}

func (c *Client) Each(names <-chan string) { // ok: each is another one
	for name := range names {
		resp, err := c.http.Post(c.base+"/names", "text/plain", strings.NewReader(name))
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode/100 == 2 {
			return
		}
	}
}
