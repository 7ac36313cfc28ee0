// Package even has clients whose delays cannot grow.
package even

import (
	"fmt"
	"time"

	"github.com/go-resty/resty/v2"
)

func cond(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == 429 || r.StatusCode() >= 500
}

type alike struct{ c *resty.Client }

func newAlike() *alike {
	return &alike{resty.New().SetRetryCount(3).SetRetryWaitTime(time.Second).SetRetryMaxWaitTime(time.Second).AddRetryCondition(cond)}
}

func (a *alike) Get() (out []string, err error) {
	resp, err := a.c.R().SetResult(&out).Get("https://x.example.com") // want `every 1s without backoff` `badretry/retryafter`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, fmt.Errorf("status %d", resp.StatusCode())
	}
	return out, nil
}

type asked struct{ c *resty.Client }

func newAsked() *asked {
	c := resty.New()
	c.SetRetryCount(3)
	c.SetRetryAfter(func(c *resty.Client, r *resty.Response) (time.Duration, error) {
		return 2 * time.Second, nil
	})
	c.AddRetryCondition(cond)
	return &asked{c}
}

func (a *asked) Get() (out []string, err error) {
	resp, err := a.c.R().SetResult(&out).Get("https://x.example.com") // want `every 2s without backoff`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, fmt.Errorf("status %d", resp.StatusCode())
	}
	return out, nil
}

type kept struct{ c *resty.Client }

func newKept() *kept {
	c := resty.New()
	c.RetryCount = 3
	c.RetryWaitTime = 5 * time.Second
	c.RetryMaxWaitTime = 5 * time.Second
	c.AddRetryCondition(cond)
	return &kept{c}
}

func (a *kept) Get() (out []string, err error) {
	resp, err := a.c.R().SetResult(&out).Get("https://x.example.com") // want `every 5s without backoff` `badretry/retryafter`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, fmt.Errorf("status %d", resp.StatusCode())
	}
	return out, nil
}

type grown struct{ c *resty.Client }

func newGrown() *grown {
	return &grown{resty.New().SetRetryCount(3).SetRetryWaitTime(time.Second).SetRetryMaxWaitTime(10 * time.Second).AddRetryCondition(cond)}
}

func (a *grown) Get() (out []string, err error) {
	resp, err := a.c.R().SetResult(&out).Get("https://x.example.com") // want `badretry/retryafter`
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, fmt.Errorf("status %d", resp.StatusCode())
	}
	return out, nil
}
