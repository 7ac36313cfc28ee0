// Package client talks to the payment service.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// ErrDeclined is what the payment service says of a card without cover.
var ErrDeclined = errors.New("payment declined")

// A StatusError is an answer that the payment service should not have given.
type StatusError struct {
	Status int
	Body   string
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("payment service answered %d: %s", e.Status, e.Body)
}

// A Payments charges customers.
type Payments struct {
	Base  string // without a trailing slash
	HTTP  *http.Client
	Tries int           // of one charge; 0 means one
	Delay time.Duration // before the second try; doubled before each further one
}

type charge struct {
	Order  string `json:"order"`
	Amount int64  `json:"amount"`
}

// Charge asks for an order's money. The order's number makes the request safe
// to repeat.
func (p *Payments) Charge(ctx context.Context, order string, amount int64) error {
	body, err := json.Marshal(charge{Order: order, Amount: amount})
	if err != nil {
		return fmt.Errorf("encode charge: %w", err)
	}
	delay := p.Delay
	for try := 1; ; try++ {
		err = p.post(ctx, order, body)
		if err == nil || try >= p.Tries || !retryable(err) {
			return err
		}
		wait := delay
		if delay > 0 {
			wait += rand.N(delay) // so that clients do not come back all at once
		}
		delay *= 2
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (p *Payments) post(ctx context.Context, order string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Base+"/charges", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("charge order: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", order)
	resp, err := p.HTTP.Do(req)
	if err != nil {
		return fmt.Errorf("charge order: %w", err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		return nil
	case http.StatusPaymentRequired: // ok: the other service's, not ours
		return ErrDeclined
	}
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
	return &StatusError{Status: resp.StatusCode, Body: string(text)}
}

func retryable(err error) bool {
	var e *StatusError
	if errors.As(err, &e) {
		return e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable // ok: the other service's
	}
	return !errors.Is(err, ErrDeclined) && !errors.Is(err, context.Canceled)
}
