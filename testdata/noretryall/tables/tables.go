// Package tables looks statuses up.
package tables

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

var passing = map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}

var failing = map[int]struct{}{502: {}, 503: {}, 504: {}}

var listed = []int{502, 503}

func wait(i int) { time.Sleep(rand.N(time.Second << i)) }

func read(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return io.ReadAll(resp.Body)
}

func all(url string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url) // ok
		if err != nil {
			return nil, err
		}
		if !passing[resp.StatusCode] || i == 3 {
			return read(resp)
		}
		resp.Body.Close()
		wait(i)
	}
}

func some(url string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url) // want `a 429 response to http.Get becomes an error: the request is not retried, unlike after a 502`
		if err != nil {
			return nil, err
		}
		if _, again := failing[resp.StatusCode]; !again || i == 3 {
			return read(resp)
		}
		resp.Body.Close()
		wait(i)
	}
}

func fromList(url string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url) // want `a 429 response to http.Get becomes an error: the request is not retried, unlike after a 502`
		if err != nil {
			return nil, err
		}
		if !slices.Contains(listed, resp.StatusCode) || i == 3 {
			return read(resp)
		}
		resp.Body.Close()
		wait(i)
	}
}

type client struct {
	again map[int]bool
	most  int
}

type options struct {
	again map[int]bool
	most  int
}

func again(codes []int) func(*options) {
	return func(o *options) {
		o.again = make(map[int]bool)
		for _, code := range codes {
			o.again[code] = true
		}
	}
}

func newClient(set ...func(*options)) *client {
	o := &options{most: 3}
	for _, f := range set {
		f(o)
	}
	c := &client{again: o.again, most: o.most}
	if c.again == nil {
		c.again = map[int]bool{500: true, 503: true}
	}
	return c
}

// Without options it sends again what the constructor says.
func (c *client) get(url string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url) // want `a 429 response to http.Get becomes an error: the request is not retried, unlike after a 500`
		if err != nil {
			return nil, err
		}
		if !c.again[resp.StatusCode] || i == c.most {
			return read(resp)
		}
		resp.Body.Close()
		wait(i)
	}
}

type given struct{ again map[int]bool }

func newGiven(again map[int]bool) *given { return &given{again} }

// What others give it is not known.
func (g *given) get(url string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url) // ok
		if err != nil {
			return nil, err
		}
		if !g.again[resp.StatusCode] || i == 3 {
			return read(resp)
		}
		resp.Body.Close()
		wait(i)
	}
}
