// Package client sends requests from every kind of loop and call.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

func ask() (method, url string, body io.Reader) { return "GET", "", nil }
func request() (*http.Request, error)           { return http.NewRequest(ask()) }
func asked() *http.Request                      { r, _ := request(); return r }
func posts() (string, string, io.Reader)        { return "", "", nil }
func answered() (*http.Response, error)         { return http.DefaultClient.Do(asked()) }
func readable() (io.Writer, io.Reader)          { return nil, nil }

func calls(c *http.Client) (res *http.Response, err error) {
	http.Post(posts())
	io.Copy(readable())
	do, get, send := c.Do, http.Get, (*http.Client).Do
	res, err = do(asked())
	res, err = get("")
	res, err = send(c, asked())
	defer c.Get("")
	go c.Get("")
	defer res.Body.Close()
	res.Body = nil
	body := &res.Body
	(*body).Close()
	read := res.Body.Read
	read(nil)
	var rs [2]*http.Response
	rs[0], _ = c.Get("")
	rs[1] = rs[0]
	for _, r := range rs {
		if r.StatusCode/100 != 2 || r.StatusCode%100 == 99 || r.StatusCode>>40 == 1 || r.StatusCode/(r.StatusCode-r.StatusCode) == 0 {
			continue
		}
		json.NewDecoder(r.Body).Decode(&rs)
	}
	m := map[string]*http.Response{}
	m["a"], err = c.Get("a")
	io.ReadAll(m["a"].Body)
	ch := make(chan *http.Response)
	go func() { r, _ := c.Get("b"); ch <- r }()
	select {
	case r := <-ch:
		io.ReadAll(r.Body)
	case r, ok := <-ch:
		_, _ = r.Status, ok
	default:
	}
	res, _ = c.Do(nil)
	_, _ = c.Do(asked())
	var none *http.Client
	none.Get("")
	c.Transport.(*http.Transport).RoundTrip(asked())
	return
}

func loops(c *http.Client, n int) (out []byte, err error) {
	var res *http.Response
	for {
		res, err = c.Get("")
	}
	for res, err = c.Get(""); err != nil; res, err = c.Get("") {
	}
	for range n {
		for i := range 0 {
			for {
				if res, err = c.Get(""); err == nil {
					break
				}
				time.Sleep(time.Duration(i) << 70 / 3)
				continue
			}
		}
	}
again:
	if res, err = c.Get(""); err != nil {
		goto again
	}
	if res.StatusCode == 429 {
		n--
		time.Sleep(time.Second / time.Duration(n))
		goto again
	}
	for res.StatusCode >= 500 && n > 0 {
		n--
		defer res.Body.Close()
		select {
		case <-time.After(-1):
		case <-context.Background().Done():
			return
		}
		if res, err = c.Do(asked()); err != nil {
			return nil, fmt.Errorf("%w", err)
		}
		switch res.StatusCode {
		case 1, 2, 3, http.StatusOK:
			return
		default:
			fallthrough
		case 500:
			continue
		}
	}
	var attempt func(int) (*http.Response, error)
	attempt = func(i int) (*http.Response, error) {
		if res, err := c.Get(""); err != nil || res.StatusCode == 503 {
			time.Sleep(1 << i)
			return attempt(i + 1)
		}
		return attempt(i)
	}
	attempt(0)
	for range func(yield func() bool) { yield() } {
		c.Get("")
	}
	for a, b := 0, 1; ; a, b = b, a+b {
		time.Sleep(time.Duration(a * b))
		if _, err = c.Post("", "", bytes.NewReader(out)); err == nil {
			return
		}
	}
}

// A transport that is its own.
type transport struct {
	*transport2
	next *transport
	http.RoundTripper
}
type transport2 struct{ *transport }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	for range 3 {
		if res, err := t.next.next.RoundTrip(r); err == nil && res.StatusCode < 500 {
			return res, err
		}
	}
	return t.RoundTrip(r.Clone(r.Context()))
}

type api struct {
	http.Client
	*api2
	c     *http.Client
	calls map[string]func(*http.Request) (*http.Response, error)
	list  []*http.Client
}
type api2 struct{ *api }

func (a *api) Do(r *http.Request) (*http.Response, error) {
	if f, ok := a.calls[r.Method]; ok {
		return f(r)
	}
	a.c.Transport = &transport{RoundTripper: a.c.Transport}
	a.c.Transport.(*transport).RoundTripper = a.c.Transport
	a.list[0].CheckRedirect = func(r *http.Request, via []*http.Request) error { return via[0].Context().Err() }
	return a.api2.api.api2.api.Client.Do(r)
}

func libraries(url string) error {
	retry.Do(nil)
	retry.Do(func() error { return nil })
	retry.Do(func() error { _, err := http.Get(url); return err }, nil)
	retry.Do(func() error { _, err := http.Get(url); return err }, []retry.Option{}...)
	opts := append([]retry.Option{retry.Attempts(0)}, retry.Attempts(1<<32-1), retry.Delay(-1))
	retry.Do(func() error { _, err := http.Get(url); return retry.Unrecoverable(retry.Unrecoverable(err)) }, opts...)
	retry.DoWithData(func() (*http.Response, error) { return http.Get(url) }, opts[1:]...)
	do := retry.Do
	do(func() error { return do(func() error { _, err := http.Get(url); return err }) })
	var f backoff.Operation = func() error { _, err := answered(); return backoff.Permanent(err) }
	backoff.Retry(f, nil)
	backoff.Retry(f, backoff.WithMaxRetries(backoff.WithMaxRetries(&backoff.StopBackOff{}, 0), 1<<63))
	backoff.RetryNotify(func() error { return f() }, backoff.NewConstantBackOff(0), nil)
	r := resty.New().SetRetryCount(-1).AddRetryCondition(nil).AddRetryCondition(func(r *resty.Response, err error) bool { return r.StatusCode() == 0 || err != nil })
	for range 3 {
		r = r.SetRetryCount(r.RetryCount + 1)
	}
	get := r.R().Get
	get("")
	res, err := r.R().SetResult(r).Get(url)
	if res.IsError() {
		return fmt.Errorf("%s", res.Body())
	}
	k := &retryablehttp.Client{}
	k.CheckRetry = k.CheckRetry
	k.CheckRetry = func(ctx context.Context, res *http.Response, err error) (bool, error) {
		return k.CheckRetry(ctx, res, err)
	}
	k.Backoff = func(a, b time.Duration, n int, res *http.Response) time.Duration {
		return k.Backoff(b, a, n/(n-n), res)
	}
	k.Get(url)
	k.StandardClient().Get(url)
	std := k.StandardClient
	std().Get(url)
	return errors.Join(err)
}
