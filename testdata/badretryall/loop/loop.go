// Package loop has loops that send a request again, and wait in between.
package loop

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"math"
	"math/big"
	mrand "math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

type Client struct {
	http    *http.Client
	base    string
	wait    time.Duration
	backoff func(attempt int) time.Duration
}

var errFailed = errors.New("failed")

func busy(resp *http.Response) bool {
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

func (c *Client) Constant(path string) (*http.Response, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(2 * time.Second) // want `\(\*http\.Client\)\.Get is retried every 2s without backoff: an overloaded server cannot recover \(badretry/constant\)`
	}
	return nil, errFailed
}

func (c *Client) Configured(path string) (*http.Response, error) {
	for range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		<-time.After(c.wait) // want `\(\*http\.Client\)\.Get is retried after a constant delay without backoff: an overloaded server cannot recover \(badretry/constant\)`
	}
	return nil, errFailed
}

func (c *Client) Doubled(path string) (*http.Response, error) {
	delay := 100 * time.Millisecond
	for range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(delay) // want `\(\*http\.Client\)\.Get is retried after a delay without jitter: clients that failed together retry together \(badretry/nojitter\)`
		delay *= 2
	}
	return nil, errFailed
}

func (c *Client) Power(path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second) // want `\(\*http\.Client\)\.Get is retried after a delay without jitter: clients that failed together retry together \(badretry/nojitter\)`
	}
	return nil, errFailed
}

// exponential returns a delay without chance.
func exponential(n int) time.Duration { return min(10*time.Second, 100*time.Millisecond<<n) }

// jittered returns one with it.
func jittered(n int) time.Duration { return mrand.N(exponential(n)) }

func strong(n int) time.Duration {
	d, err := rand.Int(rand.Reader, big.NewInt(int64(exponential(n))))
	if err != nil {
		return exponential(n)
	}
	return time.Duration(d.Int64())
}

// after returns how long to wait by Retry-After.
func after(resp *http.Response, n int) time.Duration {
	if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		return time.Duration(s) * time.Second
	}
	return jittered(n)
}

func capped(resp *http.Response, n int) time.Duration {
	return min(after(resp, n), time.Minute)
}

func (c *Client) Helper(path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(exponential(i)) // want `\(\*http\.Client\)\.Get is retried after a delay without jitter: clients that failed together retry together \(badretry/nojitter\)`
	}
	return nil, errFailed
}

func (c *Client) Jittered(path string) (*http.Response, error) { // ok
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}

func (c *Client) Strong(path string) (*http.Response, error) { // ok
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(strong(i))
	}
	return nil, errFailed
}

func (c *Client) Unknown(path string) (*http.Response, error) { // ok: who knows
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(c.backoff(i))
	}
	return nil, errFailed
}

func (c *Client) AtOnce(path string) (*http.Response, error) {
	for range 5 {
		resp, err := c.http.Get(c.base + path) // want `\(\*http\.Client\)\.Get is retried without a delay: an overloaded server gets more requests \(badretry/constant\)`
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errFailed
}

func (c *Client) AsTold(path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(after(resp, i)) // want `\(\*http\.Client\)\.Get is retried after the delay in Retry-After, without an upper bound: a server can make it wait forever \(badretry/retryafter\)`
	}
	return nil, errFailed
}

func (c *Client) Capped(path string) (*http.Response, error) { // ok
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(capped(resp, i))
	}
	return nil, errFailed
}

// A context that nobody asks.

func (c *Client) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

func (c *Client) Sleeps(ctx context.Context, path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.get(ctx, path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(capped(resp, i)) // want `wait between attempts ignores ctx: a caller that cancels still waits \(badretry/context\)`
	}
	return nil, errFailed
}

func (c *Client) Selects(ctx context.Context, path string) (*http.Response, error) { // ok
	for i := range 5 {
		resp, err := c.get(ctx, path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(capped(resp, i)):
		}
	}
	return nil, errFailed
}

// sleep waits, for no longer than the context lives.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func (c *Client) Helped(ctx context.Context, path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.get(ctx, path)
		if err != nil {
			return nil, err
		}
		if !busy(resp) {
			return resp, nil
		}
		resp.Body.Close()
		if err := sleep(ctx, exponential(i)); err != nil { // want `c\.get is retried after a delay without jitter: clients that failed together retry together \(badretry/nojitter\)`
			return nil, err
		}
	}
	return nil, errFailed
}

// Bodies that nobody closes.

func (c *Client) Leaks(path string) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.http.Get(c.base + path) // want `\(\*http\.Client\)\.Get is retried without closing the response body: each attempt leaks a connection \(badretry/bodyclose\)`
		if err == nil && !busy(resp) {
			return resp, nil
		}
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}

func (c *Client) Closes(path string) (*http.Response, error) { // ok
	for i := range 5 {
		resp, err := c.http.Get(c.base + path)
		if err == nil && !busy(resp) {
			return resp, nil
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}

func (c *Client) ClosesLater(path string) (*http.Response, error) { // ok: before the next one
	var resp *http.Response
	for i := range 5 {
		if resp != nil {
			resp.Body.Close()
		}
		var err error
		resp, err = c.http.Get(c.base + path)
		if err == nil && !busy(resp) {
			return resp, nil
		}
		time.Sleep(jittered(i))
	}
	return resp, errFailed
}

// Methods that do something.

func (c *Client) Order(data []byte) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.http.Post(c.base+"/orders", "application/json", bytes.NewReader(data)) // want `POST without an Idempotency-Key is retried after an error: the operation may be performed twice \(badretry/method\)`
		if err == nil && !busy(resp) {
			return resp, nil
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}

func (c *Client) OrderOnce(data []byte, key string) (*http.Response, error) { // ok
	for i := range 5 {
		req, err := http.NewRequest(http.MethodPost, c.base+"/orders", bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		req.Header.Set("Idempotency-Key", key)
		resp, err := c.http.Do(req)
		if err == nil && !busy(resp) {
			return resp, nil
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}

func (c *Client) OrderTurnedAway(data []byte) (*http.Response, error) { // ok: it was not carried out
	for i := range 5 {
		resp, err := c.http.Post(c.base+"/orders", "application/json", bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 && resp.StatusCode != 503 {
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(jittered(i))
	}
	return nil, errFailed
}
