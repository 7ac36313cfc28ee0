// Package report is the nightly job: it fetches figures and hands them in.
package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
)

// A Job fetches figures and hands them in.
type Job struct {
	base string
	http *http.Client
}

// New returns a job that asks the service at base.
func New(base string) *Job { return &Job{base: base, http: &http.Client{Timeout: time.Minute}} }

// Figures are those of one day.
type Figures struct {
	Day   string `json:"day"`
	Parts int    `json:"parts"`
}

// Day fetches the figures of a day.
func (j *Job) Day(ctx context.Context, day string) (Figures, error) {
	return backoff.Retry(ctx, func() (Figures, error) {
		var f Figures
		resp, err := j.get(ctx, "/figures/"+day) // ok: the status is an error of what is run again
		if err != nil {
			return f, err
		}
		defer resp.Body.Close()
		switch code := resp.StatusCode; {
		case code == http.StatusTooManyRequests || code >= 500:
			return f, fmt.Errorf("figures of %s: %s", day, resp.Status)
		case code != http.StatusOK:
			return f, backoff.Permanent(fmt.Errorf("figures of %s: %s", day, resp.Status))
		}
		err = json.NewDecoder(resp.Body).Decode(&f)
		return f, err
	}, backoff.WithMaxTries(5))
}

// Week fetches the figures of a week.
func (j *Job) Week(ctx context.Context, week string) ([]Figures, error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
		return j.get(ctx, "/weeks/"+week) // BAD(noretry/wrapped): a 503 is no error here
	}, backoff.WithMaxTries(5))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("week %s: %s", week, resp.Status)
	}
	var all []Figures
	err = json.NewDecoder(resp.Body).Decode(&all)
	return all, err
}

// Month fetches the figures of a month as they are printed.
func (j *Job) Month(ctx context.Context, month string) (text []byte, err error) {
	var resp *http.Response
	err = retry.Do(func() error {
		resp, err = j.get(ctx, "/months/"+month) // BAD(noretry/wrapped): the status is looked at too late
		return err
	}, retry.Attempts(4), retry.Context(ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return nil, fmt.Errorf("month %s: %s", month, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// HandIn stores the figures of a day.
func (j *Job) HandIn(ctx context.Context, f Figures) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return retry.Do(func() error { // ok: a body of its own each time, and 4xx end it
		return j.put(ctx, f.Day, bytes.NewReader(data))
	}, retry.Attempts(4), retry.Context(ctx))
}

// HandInAgain differs in where the body is made.
func (j *Job) HandInAgain(ctx context.Context, f Figures) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, j.base+"/figures/"+f.Day, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return retry.Do(func() error { // BAD(badretry/constant) BAD(badretry/unbounded): twice a second for ever
		resp, err := j.http.Do(req) // BAD(badretry/body)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if code := resp.StatusCode; code == http.StatusTooManyRequests || code >= 500 {
			return fmt.Errorf("hand in: %s", resp.Status)
		}
		return nil
	}, retry.Attempts(0), retry.DelayType(retry.FixedDelay), retry.Delay(time.Second/2))
}

func (j *Job) put(ctx context.Context, day string, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, j.base+"/figures/"+day, body)
	if err != nil {
		return err
	}
	resp, err := j.http.Do(req) // ok: what fails is run again
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests || code >= 500:
		return fmt.Errorf("hand in: %s", resp.Status)
	case code > 299:
		return retry.Unrecoverable(fmt.Errorf("hand in: %s", resp.Status))
	}
	return nil
}

func (j *Job) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, j.base+path, nil)
	if err != nil {
		return nil, err
	}
	return j.http.Do(req)
}
