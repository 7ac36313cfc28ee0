// Package onward asks for one thing after the other.
package onward

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"regexp"
	"strings"
	"time"
)

type Client struct {
	hc    *http.Client
	base  string
	token string
}

func New(base string) *Client { return &Client{hc: http.DefaultClient, base: base} }

func status(resp *http.Response, what string) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s: %s", what, resp.Status)
	}
	return nil
}

// Name is asked for by one caller for each of several things.
func (c *Client) Name(id string) (string, error) {
	resp, err := c.hc.Get(c.base + "/names/" + id) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := status(resp, "name"); err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

func (c *Client) Names(ids []string) (out []string) {
	for _, id := range ids {
		name, err := c.Name(id)
		if err != nil {
			log.Print(err)
			continue
		}
		out = append(out, name)
	}
	return out
}

// Size has callers that go through a map and an array.
func (c *Client) Size(id int) (int64, error) {
	req, err := http.NewRequest(http.MethodGet, fmt.Sprintf("%s/sizes/%d", c.base, id), nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.hc.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do becomes an error`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if err := status(resp, "size"); err != nil {
		return 0, err
	}
	var size int64
	return size, json.NewDecoder(resp.Body).Decode(&size)
}

func (c *Client) Sizes(byName map[string]int) int64 {
	sum := int64(0)
	for name, id := range byName {
		if n, err := c.Size(id); err == nil {
			sum += n
		} else {
			log.Printf("%s: %v", name, err)
		}
	}
	for _, id := range [...]int{1, 2, 3} {
		n, _ := c.Size(id)
		sum += n
	}
	return sum
}

// All makes the requests in the loop itself.
func (c *Client) All(items []struct{ Path string }) error {
	failed := 0
	for i := range items {
		req, err := http.NewRequest(http.MethodDelete, c.base+items[i].Path, nil)
		if err != nil {
			continue
		}
		resp, err := c.hc.Do(req) // want `a 429 or 503 response to \(\*http.Client\).Do is dropped`
		if err != nil {
			failed++
			continue
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			failed++
		}
	}
	log.Print(failed, " failed")
	return nil
}

// Mirror tries one host after the other for the same thing.
func (c *Client) Mirror(hosts []string) (string, error) {
	for _, host := range hosts {
		s, err := c.fromMirror(host)
		if err == nil {
			return s, nil
		}
	}
	return "", errors.New("none has it")
}

func (c *Client) fromMirror(host string) (string, error) {
	resp, err := c.hc.Get(host + "/names") // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := status(resp, "mirror"); err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Watch asks for the same again and again.
func (c *Client) Watch(names []string) {
	for {
		if _, err := c.state(); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Minute)
	}
}

func (c *Client) state() (string, error) {
	resp, err := c.hc.Get(c.base + "/state") // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := status(resp, "state"); err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Drain puts back into the queue what has failed.
func (c *Client) Drain(queue []string) {
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if _, err := c.queued(id); err != nil {
			queue = append(queue, id)
		}
	}
}

func (c *Client) queued(id string) (string, error) {
	resp, err := c.hc.Get(c.base + "/queued/" + id) // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := status(resp, "queued"); err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Joined makes one error of all messages that the answer has.
func (c *Client) Joined(target any) error {
	resp, err := c.hc.Get(c.base + "/joined") // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		var body struct {
			Fields map[string][]string
			Errors []string
		}
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			return err
		}
		text := strings.Join(body.Errors, ", ")
		for name, msgs := range body.Fields {
			for i, msg := range msgs {
				if i == 0 {
					text += "; " + name + ":"
				}
				text += " " + msg
			}
		}
		return errors.New(text)
	}
	return json.NewDecoder(resp.Body).Decode(target)
}

var secrets = []*regexp.Regexp{regexp.MustCompile("key=[a-z]+"), regexp.MustCompile("token=[a-z]+")}

// Redacted takes much out of what it logs.
func (c *Client) Redacted(path string) (string, error) {
	resp, err := c.hc.Get(c.base + path) // want `a 429 or 503 response to \(\*http.Client\).Get becomes an error`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	line := path + " " + resp.Status
	for _, re := range secrets {
		if re.MatchString(line) {
			line = re.ReplaceAllString(line, "***")
		}
	}
	if c.token != "" && strings.Contains(line, c.token) {
		line = strings.ReplaceAll(line, c.token, "***")
	}
	for _, part := range strings.Split(line, "&") {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			continue
		}
		if strings.HasPrefix(name, "x-") || strings.HasSuffix(name, "secret") || strings.EqualFold(name, "password") {
			line = strings.Replace(line, value, "***", 1)
		}
	}
	log.Print(line)
	if resp.StatusCode != http.StatusOK {
		return "", errors.New("redacted")
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Counted goes on for as long as the answers say, and then fails.
func (c *Client) Counted(path string) error {
	for n := 0; n < 100; n++ {
		resp, err := c.hc.Get(c.base + path) // ok
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		if n%2 == 0 {
			log.Print("again")
		}
		time.Sleep(time.Second)
	}
	return errors.New("counted")
}
