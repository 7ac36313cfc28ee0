// Package later has requests that others run again: tickers, queues, what sorts. What
// is run once stands beside.
package later

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sort"
	"strings"
	"sync"
	"time"
)

var errStatus = errors.New("bad status")

type Client struct {
	hc    *http.Client
	base  string
	mu    sync.Mutex
	known []string
}

func New(base string) *Client { return &Client{hc: &http.Client{}, base: base} }

func list(resp *http.Response, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errStatus
	}
	data, err := io.ReadAll(resp.Body)
	return strings.Fields(string(data)), err
}

// Refresh is run beside a ticker's loop.
func (c *Client) Refresh() error {
	resp, err := c.hc.Get(c.base + "/known") // ok
	known, err := list(resp, err)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = known
	return err
}

func (c *Client) Start(ctx context.Context) {
	tick := time.NewTicker(time.Hour)
	go func() {
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				go c.refresh()
			}
		}
	}()
}

func (c *Client) refresh() {
	if err := c.Refresh(); err != nil {
		println(err.Error())
	}
}

// Warm is run beside too, and once.
func (c *Client) Warm() error {
	resp, err := c.hc.Get(c.base + "/warm") // want `a 429 or 503 response to \(\*http\.Client\)\.Get becomes the error "bad status": the request is not retried`
	_, err = list(resp, err)
	return err
}

func (c *Client) Boot() { go c.warm() }

func (c *Client) warm() {
	if err := c.Warm(); err != nil {
		println(err.Error())
	}
}

// A job of a queue in another package.
type job struct{ c *Client }

func (j job) Less(a, b int) bool {
	x, _ := j.c.Weight(a)
	y, _ := j.c.Weight(b)
	return x < y
}
func (j job) Len() int          { return len(j.c.known) }
func (j job) Swap(a, b int)     { j.c.known[a], j.c.known[b] = j.c.known[b], j.c.known[a] }
func (c *Client) SortByWeight() { sort.Sort(job{c}) }

// Weight is asked for as often as sorting compares.
func (c *Client) Weight(i int) (int, error) {
	resp, err := c.hc.Get(c.base + "/weight/" + c.known[i]) // ok
	found, err := list(resp, err)
	return len(found), err
}

// Step is one of a chain of transports around each other.
type step func(*http.Request) (*http.Response, error)

func (s step) RoundTrip(r *http.Request) (*http.Response, error) { return s(r) }

func again(next http.RoundTripper) http.RoundTripper {
	return step(func(r *http.Request) (resp *http.Response, err error) {
		for range 3 {
			resp, err = next.RoundTrip(r)
			if err != nil || resp.StatusCode != 429 && resp.StatusCode != 503 {
				return resp, err
			}
			resp.Body.Close()
		}
		return resp, err
	})
}

type Chained struct{ hc *http.Client }

func NewChained(more ...func(http.RoundTripper) http.RoundTripper) *Chained {
	rt := http.DefaultTransport
	for _, m := range append(more, again) {
		rt = m(rt)
	}
	return &Chained{&http.Client{Transport: rt}}
}

func (c *Chained) Load(u string) ([]string, error) {
	resp, err := c.hc.Get(u) // ok
	return list(resp, err)
}
