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
	resp, err := http.Get(u) // want `a 429, 500, 502, 503 or 504 that http.Get gets becomes the error "load campaign" and the request is never sent again, the contract amperity asks for a retry.*\(noretry\)`
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
		time.Sleep(time.Second) // want `the loop calls http.Get again every 1s, however often it failed: a server that has too much to do gets no rest, the contract amperity asks for exponential backoff \(badretry/constant\)`
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
		time.Sleep(time.Second << attempt) // want `the loop calls http.Get again after a delay without chance: clients that failed together come back together, the contract amperity asks for jitter \(badretry/nojitter\)`
	}
	return c, errors.New("load campaign: no more attempts")
}

// A6Create is a POST: who carries it out twice has two campaigns, so it is told and
// has no fix.
func A6Create(u, name string) error {
	resp, err := http.Post(u, "text/plain", strings.NewReader(name)) // want `a 429, 500, 502, 503 or 504 that http.Post gets becomes the error "create campaign".*\(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("create campaign: %s", resp.Status)
	}
	return nil
}
