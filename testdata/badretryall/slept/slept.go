// Package slept waits in functions that are values.
package slept

import (
	"net/http"
	"time"
)

type client struct {
	http  *http.Client
	sleep func(time.Duration)
	after func(time.Duration) <-chan time.Time
	again map[int]bool
}

func newClient() *client {
	return &client{http: http.DefaultClient, sleep: time.Sleep, after: time.After}
}

var pause = time.Sleep

func failed(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

func (c *client) field(url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = c.http.Get(url)
		if !failed(resp, err) {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		c.sleep(time.Second) // want `badretry/constant` `badretry/retryafter`
	}
	return resp, err
}

func (c *client) channel(url string) (resp *http.Response, err error) {
	for i := range 3 {
		resp, err = c.http.Get(url)
		if !failed(resp, err) {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		<-c.after(time.Second << i) // want `badretry/nojitter` `badretry/retryafter`
	}
	return resp, err
}

func variable(url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = http.Get(url)
		if !failed(resp, err) {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		pause(2 * time.Second) // want `badretry/constant` `badretry/retryafter`
	}
	return resp, err
}

func parameter(url string, sleep func(time.Duration)) (resp *http.Response, err error) {
	for range 3 {
		resp, err = http.Get(url)
		if !failed(resp, err) {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		sleep(3 * time.Second) // want `badretry/constant` `badretry/retryafter`
	}
	return resp, err
}

func slowly(url string) (*http.Response, error) { return parameter(url, time.Sleep) }

// Configuration is what others say.
type Configuration struct{ Wait func(d time.Duration) }

// What it is given may wait for any time.
func configured(c Configuration, url string) (resp *http.Response, err error) {
	for range 3 { // want `badretry/retryafter`
		resp, err = http.Get(url)
		if !failed(resp, err) {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		c.Wait(time.Second)
	}
	return resp, err
}
