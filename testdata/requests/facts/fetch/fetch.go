// Package fetch makes requests for others, and looks at answers for them.
package fetch

import (
	"errors"
	"io"
	"net/http"
)

// Get hands the answer on.
func Get(u string) (*http.Response, error) { // want Get:`^asks\(http.Get "GET" result0=answer hands\)$`
	return http.Get(u)
}

// Do leaves the method to its callers.
func Do(method, u string) (*http.Response, error) { // want Do:`^asks\(\(\*http.Client\).Do param0 result0=answer hands\)$`
	req, err := http.NewRequest(method, u, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// OK looks.
func OK(u string) (*http.Response, error) { // want OK:`^asks\(http.Get "GET" result0=answer looked\)$`
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp, Check(resp)
}

// Bytes gives the status with the body: who calls it has to look.
func Bytes(u string) ([]byte, int, error) { // want Bytes:`^asks\(http.Get "GET" result1=status used hands\)$`
	resp, err := http.Get(u)
	if err != nil {
		return nil, 0, err
	}
	data, err := io.ReadAll(resp.Body)
	return data, resp.StatusCode, err
}

// Data keeps all to itself.
func Data(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// A Reply holds the answer.
type Reply struct{ raw *http.Response }

// Ask is a wrapper that gives one.
func Ask(u string) (r Reply, err error) { // want Ask:`^asks\(http.Get "GET" result0.raw=answer hands\)$`
	r.raw, err = http.Get(u)
	return r, err
}

// Status gives it away: its caller looks, or does not.
func (r *Reply) Status() int { // want Status:`^given\(param0.raw=answer result0=status\)$`
	return r.raw.StatusCode
}

// Read does not look.
func (r *Reply) Read() ([]byte, error) { // want Read:`^given\(param0.raw=answer uses\)$`
	return io.ReadAll(r.raw.Body)
}

// Check looks.
func Check(resp *http.Response) error { // want Check:`^given\(param0=answer looks refuses\)$`
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// CheckAll looks by way of another function.
func CheckAll(rs ...*Reply) (err error) {
	for _, r := range rs {
		err = errors.Join(err, Check(r.raw))
	}
	return err
}

// Drain closes, and uses nothing.
func Drain(body io.ReadCloser) { // want Drain:`^given\(param0=body closes\)$`
	io.Copy(io.Discard, body)
	body.Close()
}

// Lines uses what it is given.
func Lines(body io.ReadCloser) ([]byte, error) { // want Lines:`^given\(param0=body uses closes\)$`
	defer body.Close()
	return io.ReadAll(body)
}

var kept *http.Response

// Keep lets others look.
func Keep(resp *http.Response) { // want Keep:`^given\(param0=answer escapes\)$`
	kept = resp
}
