// Package hooks tells others what happened in the shop.
package hooks

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

// An Event happened.
type Event struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
}

// A Sender sends events to one address.
type Sender struct {
	URL  string
	HTTP *http.Client
}

var errRefused = errors.New("event refused")

// Notify sends an event, once.
func (s *Sender) Notify(ctx context.Context, e Event) error {
	req, err := s.request(ctx, e)
	if err != nil {
		return err
	}
	resp, err := s.HTTP.Do(req) // BAD(uncheckedstatus): a 400 counts as delivered
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	defer resp.Body.Close()
	return nil
}

// Try sends an event for what it is worth.
func (s *Sender) Try(ctx context.Context, e Event) {
	req, err := s.request(ctx, e)
	if err != nil {
		return
	}
	if resp, err := s.HTTP.Do(req); err == nil { // BAD(noretry): the contract asks for a retry, whoever wants to know
		resp.Body.Close()
	}
}

// Deliver sends an event, up to five times.
func (s *Sender) Deliver(ctx context.Context, e Event) error {
	for retry := 0; retry < 5; retry++ {
		req, err := s.request(ctx, e)
		if err != nil {
			return err
		}
		resp, err := s.HTTP.Do(req) // ok: with a key, and a body of its own each time
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode < 300 {
				return nil
			}
			if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
				return fmt.Errorf("%w: %s", errRefused, resp.Status)
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rand.N(time.Second << retry)): // BAD(badretry/retryafter)
		}
	}
	return errRefused
}

// Insist sends an event until it is taken.
func (s *Sender) Insist(ctx context.Context, e Event) error {
	req, err := s.request(ctx, e)
	if err != nil {
		return err
	}
	for { // BAD(badretry/unbounded)
		resp, err := s.HTTP.Do(req) // BAD(badretry/body); BAD(badretry/clienterror): a 400 stays one
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(5 * time.Second) // BAD(badretry/constant) BAD(badretry/context) BAD(badretry/retryafter)
	}
}

// Archive keeps an event, and doubles the delay.
func (s *Sender) Archive(ctx context.Context, e Event) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	wait := 200 * time.Millisecond
	for range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, s.URL+"/archive/"+e.ID, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := s.HTTP.Do(req) // BAD(badretry/bodyclose): three connections are lost
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			resp.Body.Close()
			return errRefused
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait): // BAD(badretry/nojitter) BAD(badretry/retryafter)
		}
		wait *= 2
	}
	return errRefused
}

// Subscribe asks for events to be sent to an address.
func (s *Sender) Subscribe(address string) error {
	body, err := json.Marshal(map[string]string{"address": address})
	if err != nil {
		return err
	}
	for retry := range 3 {
		resp, err := s.HTTP.Post(s.URL+"/subscriptions", "application/json", bytes.NewReader(body)) // BAD(badretry/method): subscribed twice, every event comes twice; BAD(noretry): a 429 is given up
		if err == nil {
			resp.Body.Close()
			switch {
			case resp.StatusCode < 300:
				return nil
			case resp.StatusCode < 500:
				return errRefused
			}
		}
		time.Sleep(rand.N(time.Second << retry)) // BAD(badretry/retryafter); ok: no context could end it
	}
	return errRefused
}

func (s *Sender) request(ctx context.Context, e Event) (*http.Request, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", e.ID)
	return req, nil
}
