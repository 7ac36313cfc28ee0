// Package decides has loops with branches that decide nothing, and some that do.
package decides

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"time"
)

var errGaveUp = errors.New("gave up")

func pause(n int) time.Duration { return rand.N(time.Second << n) }

// Closed looks at the error of Close.
func Closed(c *http.Client, url string) (*http.Response, error) {
	for n := range 5 {
		resp, err := c.Get(url) // want `\(\*http\.Client\)\.Get is retried after a 400, 403, 404 or 422 too: the same request gets the same response \(badretry/clienterror\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
		time.Sleep(pause(n)) // want `without reading Retry-After`
	}
	return nil, errGaveUp
}

// Logged looks at the error of a log, and at whether the body can be read for it.
func Logged(c *http.Client, url string) error {
	for n := 0; n < 5; n++ {
		resp, err := c.Get(url) // want `after a 400, 403, 404 or 422 too`
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		if data, err := io.ReadAll(resp.Body); err == nil {
			log.Printf("%s", data)
		}
		if _, err := fmt.Fprintln(os.Stderr, resp.Status); err != nil {
			log.Print(err)
		}
		resp.Body.Close()
		time.Sleep(pause(n)) // want `without reading Retry-After`
	}
	return errGaveUp
}

type counter interface{ Add(n int) error }

// Counted looks at the error of a metric.
func Counted(c *http.Client, url string, m counter, target any) error {
	for n := 0; ; n++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 300 { // want `after a 400, 403, 404 or 422 too`
			resp.Body.Close()
			if err := m.Add(resp.StatusCode); err != nil {
				log.Print(err)
			}
			if n == 4 {
				return errGaveUp
			}
			time.Sleep(pause(n)) // want `without reading Retry-After`
			continue
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(target)
	}
}

// Told asks the body whether another attempt is worth it.
func Told(c *http.Client, url string) error {
	for n := range 5 {
		resp, err := c.Get(url) // ok
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var body struct{ Transient bool }
		err = json.NewDecoder(resp.Body).Decode(&body)
		resp.Body.Close()
		if err != nil || !body.Transient {
			return errors.New(resp.Status)
		}
		time.Sleep(pause(n)) // ok
	}
	return errGaveUp
}

// Kept notes what the body says, and looks at that later.
func Kept(c *http.Client, url string, state *struct{ final bool }) error {
	for n := range 5 {
		resp, err := c.Get(url) // ok
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		data, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if string(data) == "final" {
			state.final = true
		}
		if state.final {
			return errors.New(resp.Status)
		}
		time.Sleep(pause(n)) // ok
	}
	return errGaveUp
}

// Located may fail after a success, too.
func Located(c *http.Client, at string) (*url.URL, error) {
	for range 5 {
		u, err := locate(c, at) // want `locate is retried after a 400, 403, 404 or 422 too: the same request gets the same response` `POST without an Idempotency-Key is retried after an error: the operation may be performed twice`
		if err == nil {
			return u, nil
		}
		time.Sleep(time.Second) // want `locate is retried every 1s without backoff: an overloaded server cannot recover` `without reading Retry-After`
	}
	return nil, errGaveUp
}

func locate(c *http.Client, at string) (*url.URL, error) {
	resp, err := c.Post(at, "", nil)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return url.Parse(resp.Header.Get("Location"))
}

// Saved writes what it has got to a file.
func Saved(c *http.Client, from, to string) error {
	var err error
	for n := 0; n < 3; n++ {
		if err = save(c, from, to); err == nil { // want `save is retried after a 400, 403, 404 or 422 too: the same request gets the same response`
			return nil
		}
		time.Sleep(time.Second) // want `save is retried every 1s without backoff: an overloaded server cannot recover` `without reading Retry-After`
	}
	return err
}

func save(c *http.Client, from, to string) error {
	resp, err := c.Get(from)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// Stepwise does so in the loop itself.
func Stepwise(c *http.Client, from, to string) error {
	for range 3 {
		resp, err := c.Get(from) // want `after a 400, 403, 404 or 422 too`
		if err == nil && resp.StatusCode == http.StatusOK {
			data, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err == nil && os.WriteFile(to, data, 0o600) == nil {
				return nil
			}
		} else if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second) // want `\(\*http\.Client\)\.Get is retried every 1s without backoff: an overloaded server cannot recover` `without reading Retry-After`
	}
	return errGaveUp
}

// Ready waits until what was asked for is there.
func Ready(c *http.Client, at string) error {
	for range 100 {
		if err := ready(c, at); err == nil { // ok
			return nil
		}
		time.Sleep(time.Second) // ok
	}
	return errGaveUp
}

func ready(c *http.Client, at string) error {
	resp, err := c.Get(at)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	var state struct{ Done bool }
	if err := json.NewDecoder(resp.Body).Decode(&state); err != nil {
		return err
	}
	if !state.Done {
		return errors.New("not done")
	}
	return nil
}
