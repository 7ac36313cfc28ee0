package amperity

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A6: clients retry 429 and 5xx, with exponential backoff and some randomness.

// A6Load gives up at the first failure.
func A6Load(u string) (c campaign, err error) {
	resp, err := http.Get(u) // want `a 429, 500, 502, 503 or 504 response to http\.Get becomes the error "load campaign"; contract amperity requires a retry \(noretry\)`
	if err != nil {
		return c, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return c, fmt.Errorf("load campaign: %s", resp.Status)
	}
	return c, json.NewDecoder(resp.Body).Decode(&c)
}

// A6Retry tries again.
func A6Retry(u string) (c campaign, err error) {
	for attempt := range 3 {
		resp, err := http.Get(u) // ok
		if err != nil {
			return c, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return c, json.NewDecoder(resp.Body).Decode(&c)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return c, fmt.Errorf("load campaign: %s", resp.Status)
		}
		time.Sleep(delay(resp, attempt))
	}
	return c, errors.New("load campaign: no more attempts")
}

// delay returns how long to wait after an answer.
func delay(resp *http.Response, attempt int) time.Duration {
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds < 60 {
		return time.Duration(seconds) * time.Second
	}
	return rand.N(time.Second << attempt)
}

// A6Even comes back every second.
func A6Even(u string) (c campaign, err error) {
	for range 3 {
		resp, err := http.Get(u)
		if err != nil {
			return c, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return c, json.NewDecoder(resp.Body).Decode(&c)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return c, fmt.Errorf("load campaign: %s", resp.Status)
		}
		time.Sleep(time.Second) // want `http\.Get is retried every 1s without backoff; contract amperity requires exponential backoff \(badretry/constant\)`
	}
	return c, errors.New("load campaign: no more attempts")
}

// A6Together comes back later each time, together with all others.
func A6Together(u string) (c campaign, err error) {
	for attempt := range 3 {
		resp, err := http.Get(u)
		if err != nil {
			return c, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			return c, json.NewDecoder(resp.Body).Decode(&c)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return c, fmt.Errorf("load campaign: %s", resp.Status)
		}
		time.Sleep(time.Second << attempt) // want `http\.Get is retried after a delay without jitter; contract amperity requires jitter \(badretry/nojitter\)`
	}
	return c, errors.New("load campaign: no more attempts")
}

// A6Create is a POST: who carries it out twice has two campaigns, so it is told and
// has no fix.
func A6Create(u, name string) error {
	resp, err := http.Post(u, "text/plain", strings.NewReader(name)) // want `a 429, 500, 502, 503 or 504 response to http\.Post becomes the error "create campaign"; contract amperity requires a retry \(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("create campaign: %s", resp.Status)
	}
	return nil
}
