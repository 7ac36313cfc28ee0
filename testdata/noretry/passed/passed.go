// Package passed is a client library whose services make their requests and pass them
// on to one method that sends them.
package passed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Library sends what its services ask.
type Library struct {
	hc    *http.Client
	Books *Books
}

// Books asks for books.
type Books struct{ lib *Library }

// Response is what the library answered.
type Response struct {
	*http.Response
	Pages int
}

// New makes its own http.Client.
func New() *Library {
	l := &Library{hc: &http.Client{}}
	l.Books = &Books{l}
	return l
}

func request(method, path string, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	return http.NewRequest(method, "https://library.example"+path, body)
}

// Do sends a request; other packages may have requests of their own.
func (l *Library) Do(req *http.Request, into any) (*Response, error) {
	resp, err := l.hc.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &Response{Response: resp}, fmt.Errorf("library: %s", resp.Status)
	}
	return &Response{Response: resp}, json.NewDecoder(resp.Body).Decode(into)
}

func (b *Books) All() (v []string, resp *Response, err error) {
	req, err := request(http.MethodGet, "/books", nil)
	if err != nil {
		return nil, nil, err
	}
	resp, err = b.lib.Do(req, &v)
	return v, resp, err
}

func (b *Books) One(id string) (v string, resp *Response, err error) {
	req, err := request(http.MethodGet, "/books/"+id, nil)
	if err != nil {
		return "", nil, err
	}
	resp, err = b.lib.Do(req, &v)
	return v, resp, err
}

func (b *Books) Replace(id string, in any) (*Response, error) {
	req, err := request(http.MethodPut, "/books/"+id, in)
	if err != nil {
		return nil, err
	}
	return b.lib.Do(req, nil)
}

func (b *Books) Remove(id string) (*Response, error) {
	req, err := request(http.MethodDelete, "/books/"+id, nil)
	if err != nil {
		return nil, err
	}
	return b.lib.Do(req, nil)
}

// Loans only has orders: none of its requests may be sent twice.
type Loans struct{ hc *http.Client }

// NewLoans makes its own http.Client as well.
func NewLoans() *Loans { return &Loans{&http.Client{}} }

func (l *Loans) send(req *http.Request) error {
	resp, err := l.hc.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("loans: %s", resp.Status)
	}
	return nil
}

func (l *Loans) order(path string, in any) error {
	req, err := request(http.MethodPost, path, in)
	if err != nil {
		return err
	}
	return l.send(req)
}

func (l *Loans) Borrow(id string) error  { return l.order("/borrow", id) }
func (l *Loans) Return(id string) error  { return l.order("/return", id) }
func (l *Loans) Reserve(id string) error { return l.order("/reserve", id) }
func (l *Loans) Pay(sum int) error       { return l.order("/pay", sum) }

// Scans is given readers, which can be read once.
type Scans struct{ hc *http.Client }

// NewScans makes its own http.Client as well.
func NewScans() *Scans { return &Scans{&http.Client{}} }

func (s *Scans) send(req *http.Request) error {
	resp, err := s.hc.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("scans: %s", resp.Status)
	}
	return nil
}

func (s *Scans) put(path string, page io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, "https://library.example"+path, io.NopCloser(page))
	if err != nil {
		return err
	}
	return s.send(req)
}

func (s *Scans) Front(page io.Reader) error { return s.put("/front", page) }
func (s *Scans) Back(page io.Reader) error  { return s.put("/back", page) }
func (s *Scans) Spine(page io.Reader) error { return s.put("/spine", page) }
func (s *Scans) Page(page io.Reader) error  { return s.put("/page", page) }

// Others sends what other packages made: of their methods nothing is known.
type Others struct{ hc *http.Client }

// NewOthers makes its own http.Client as well.
func NewOthers() *Others { return &Others{&http.Client{}} }

func (o *Others) send(req *http.Request) error {
	resp, err := o.hc.Do(req) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("others: %s", resp.Status)
	}
	return nil
}

func (o *Others) First(req *http.Request) error  { return o.send(req) }
func (o *Others) Second(req *http.Request) error { return o.send(req) }
func (o *Others) Third(req *http.Request) error  { return o.send(req) }
func (o *Others) Fourth(req *http.Request) error { return o.send(req) }
