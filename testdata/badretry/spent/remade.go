package spent

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// A signer is somebody else's.
type signer interface {
	Sign(r *http.Request) error
	SignBody(r *http.Request, body io.Reader) error
}

type remaking struct {
	client *http.Client
	signer signer
	debug  bool
	last   *http.Request
}

var errAttempts = errors.New("no attempts left")

func pause(ctx context.Context, n int) error {
	select {
	case <-time.After(rand.N(time.Second << n)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func refused(resp *http.Response) bool {
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

// signed makes a request for each attempt, of one reader: what signs them does nothing to
// that.
func (c *remaking) signed(ctx context.Context, url string, body io.Reader) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, body) // want `body is consumed by the first attempt`
		if err != nil {
			return err
		}
		if err := c.signer.Sign(req); err != nil {
			return err
		}
		resp, err := c.client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// signedBody differs in what the signer is given: it may begin the reader again.
func (c *remaking) signedBody(ctx context.Context, url string, body io.Reader) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, body)
		if err != nil {
			return err
		}
		if err := c.signer.SignBody(req, body); err != nil {
			return err
		}
		resp, err := c.client.Do(req) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// copied keeps a request for those who look for mistakes, and its body.
func copied(r *http.Request) (*http.Request, error) {
	c := r.Clone(r.Context())
	if r.Body == nil {
		return c, nil
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	_ = r.Body.Close()
	r.Body = io.NopCloser(bytes.NewReader(data))
	c.Body = io.NopCloser(bytes.NewReader(data))
	return c, nil
}

func (c *remaking) once(r *http.Request) (*http.Response, error) {
	if c.debug {
		last, err := copied(r)
		if err != nil {
			return nil, err
		}
		c.last = last
	}
	return c.client.Do(r) // want `r is consumed by the first attempt of \(\*http\.Client\)\.Do: the next attempt sends an empty body`
}

// dumped reads what is left of the body before it is sent, which is nothing the second
// time.
func (c *remaking) dumped(ctx context.Context, url string, body io.Reader) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body)
		if err != nil {
			return err
		}
		resp, err := c.once(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// given gives each request a body of its own, whatever it was made with.
func (c *remaking) given(ctx context.Context, url string, data []byte, body io.Reader) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body)
		if err != nil {
			return err
		}
		req.Body = io.NopCloser(bytes.NewReader(data))
		resp, err := c.client.Do(req) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// sought begins the reader again.
func (c *remaking) sought(ctx context.Context, url string, body io.ReadSeeker) error {
	for n := range 4 {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body)
		if err != nil {
			return err
		}
		if err := c.signer.Sign(req); err != nil {
			return err
		}
		resp, err := c.client.Do(req) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// same sends one request again, which the signer may give its body again.
func (c *remaking) same(ctx context.Context, req *http.Request) error {
	for n := range 4 {
		if err := c.signer.Sign(req); err != nil {
			return err
		}
		resp, err := c.client.Do(req) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !refused(resp) {
			return nil
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
	return errAttempts
}

// Remade uses them all.
func Remade(ctx context.Context, c *http.Client, s signer, url string, data []byte) error {
	r := &remaking{client: c, signer: s}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewReader(data))
	return errors.Join(err,
		r.signed(ctx, url, bytes.NewBuffer(data)),
		r.signedBody(ctx, url, bytes.NewBuffer(data)),
		r.dumped(ctx, url, bytes.NewBuffer(data)),
		r.given(ctx, url, data, http.NoBody),
		r.sought(ctx, url, bytes.NewReader(data)),
		r.same(ctx, req))
}
