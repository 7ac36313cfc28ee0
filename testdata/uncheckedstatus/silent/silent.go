// Package silent looks at the status in ways of its own. What differs from them
// in that alone stands beside them.
package silent

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"os"
)

type Store struct {
	client *http.Client
	last   *http.Response
	code   int
	queue  chan *http.Response
}

// A deferred function looks.
func Deferred(u string) (data []byte, err error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer func() {
		resp.Body.Close()
		if resp.StatusCode != 200 {
			err = fmt.Errorf("%s: %s", u, resp.Status)
		}
	}()
	return io.ReadAll(resp.Body)
}

// This one only closes.
func DeferredClose(u string) (data []byte, err error) {
	resp, err := http.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := resp.Body.Close(); err == nil {
			err = cerr
		}
	}()
	return io.ReadAll(resp.Body)
}

// A header alone is no body.
func Header(u string) (string, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

func Head(u string) (int64, error) {
	resp, err := http.Head(u) // ok
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.ContentLength, nil
}

// A POST whose Location is used is not ignored.
func Location(u string) (string, error) {
	resp, err := http.Post(u, "application/json", nil) // ok
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return resp.Header.Get("Location"), nil
}

// Ping only drains.
func Ping(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
	return err
}

// To a writer that keeps it, it is a use.
func Print(u string) error {
	resp, err := http.Get(u) // want `io.Copy reads`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(os.Stdout, io.LimitReader(resp.Body, 1<<16))
	return err
}

// Keep lets others look.
func (s *Store) Keep(u string) error {
	resp, err := s.client.Get(u) // ok: others may look at it
	if err != nil {
		return err
	}
	s.last = resp
	_, err = io.ReadAll(resp.Body)
	return err
}

// KeepCode has looked.
func (s *Store) KeepCode(u string) ([]byte, error) {
	resp, err := s.client.Get(u) // ok
	if err != nil {
		return nil, err
	}
	s.code = resp.StatusCode
	return io.ReadAll(resp.Body)
}

// KeepData keeps only what came.
func (s *Store) KeepData(u string, into *[]byte) error {
	resp, err := s.client.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return err
	}
	*into, err = io.ReadAll(resp.Body)
	return err
}

func (s *Store) Send(u string) error {
	resp, err := s.client.Get(u) // ok: sent to whoever reads the channel
	if err != nil {
		return err
	}
	s.queue <- resp
	return nil
}

// A Sink is an interface: what it does is not known.
type Sink interface{ Take(*http.Response) error }

func Into(u string, sink Sink) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	return sink.Take(resp)
}

// A BodySink cannot know of the status.
type BodySink interface{ Take(io.Reader) error }

func BodyInto(u string, sink BodySink) error {
	resp, err := http.Get(u) // want `Take reads`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return sink.Take(resp.Body)
}

// Logged is a look, if a poor one.
func Logged(u string) ([]byte, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("%s: %d", u, resp.StatusCode)
	return io.ReadAll(resp.Body)
}

// Dumped prints status and all.
func Dumped(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	dump, err := httputil.DumpResponse(resp, true)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(dump)
	return err
}

// Proxy passes the status on.
func Proxy(w http.ResponseWriter, u string) {
	resp, err := http.Get(u) // ok
	if err != nil {
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

// ProxyOK makes a 200 of everything.
func ProxyOK(w http.ResponseWriter, u string) {
	resp, err := http.Get(u) // want `io.Copy reads`
	if err != nil {
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// Switch looks once for all of its arms.
func Switch(u string, v any) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusNoContent:
		return nil
	case code < 300:
		return json.NewDecoder(resp.Body).Decode(v)
	default:
		return fmt.Errorf("%s", http.StatusText(code))
	}
}

// An inner transport gives back what it got.
type logging struct{ next http.RoundTripper }

func (l logging) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(req) // ok: its caller looks
	if err != nil {
		log.Print(err)
	}
	return resp, err
}

//respvet:ignore uncheckedstatus the body says whether it worked
var quiet = func(u string) ([]byte, error) { resp, err := http.Get(u); return must(resp, err) }

func must(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}
