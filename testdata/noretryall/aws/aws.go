// Package aws has clients of AWS's services, which retry unless they are told not to.
package aws

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/cenkalti/backoff/v5"
)

type Client struct {
	plain, off, once, few, counted, tries *sts.Client
	given                                 *sts.Client
}

func New(cfg aws.Config, given *sts.Client) *Client {
	return &Client{
		plain: sts.NewFromConfig(aws.Config{Region: "eu-central-1"}),
		off:   sts.NewFromConfig(cfg, func(o *sts.Options) { o.Retryer = aws.NopRetryer{} }),
		once:  sts.New(sts.Options{Retryer: retry.NewStandard(single)}),
		few:   sts.New(sts.Options{Retryer: retry.NewStandard(several)}),
		counted: sts.NewFromConfig(cfg, func(o *sts.Options) {
			o.RetryMaxAttempts = 1
		}),
		tries: sts.NewFromConfig(cfg, func(o *sts.Options) {
			o.RetryMaxAttempts = 4
		}),
		given: given,
	}
}

func single(o *retry.StandardOptions) { o.MaxAttempts = 1 }

func several(o *retry.StandardOptions) { o.MaxAttempts = 5 }

func account(out *sts.GetCallerIdentityOutput, err error) (string, error) {
	if err != nil {
		return "", fmt.Errorf("cannot tell the account: %w", err)
	}
	return aws.ToString(out.Account), nil
}

func (c *Client) Plain(ctx context.Context) (string, error) {
	out, err := c.plain.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // ok
	return account(out, err)
}

func (c *Client) Given(ctx context.Context) (string, error) {
	out, err := c.given.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // ok
	return account(out, err)
}

func (c *Client) Off(ctx context.Context) (string, error) {
	out, err := c.off.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // want `a 429 or 503 response to \(\*sts.Client\).GetCallerIdentity becomes an error: the request is not retried \(noretry\)`
	if err != nil {
		return "", err
	}
	return aws.ToString(out.Account), nil
}

func (c *Client) Once(ctx context.Context) (string, error) {
	out, err := c.once.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // want `a 429 or 503 response to \(\*sts\.Client\)\.GetCallerIdentity becomes the error "cannot tell the account": the request is not retried`
	return account(out, err)
}

func (c *Client) Few(ctx context.Context) (string, error) {
	out, err := c.few.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // ok
	return account(out, err)
}

func (c *Client) Counted(ctx context.Context) (string, error) {
	out, err := c.counted.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // want `a 429 or 503 response to \(\*sts\.Client\)\.GetCallerIdentity becomes the error "cannot tell the account": the request is not retried`
	return account(out, err)
}

func (c *Client) Tries(ctx context.Context) (string, error) {
	out, err := c.tries.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // ok
	return account(out, err)
}

// The options of one call hold for that alone.
func (c *Client) Call(ctx context.Context) (string, error) {
	out, err := c.plain.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}, func(o *sts.Options) { o.RetryMaxAttempts = 1 }) // want `\(noretry\)`
	return account(out, err)
}

// What runs it again sees the status: it is the error.
func (c *Client) Around(ctx context.Context) (string, error) {
	return backoff.Retry(ctx, func() (string, error) {
		return account(c.off.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})) // ok
	})
}

func (c *Client) Loop(ctx context.Context) (err error) {
	for i := range 3 {
		if _, err = c.off.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}); err == nil { // ok
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

// A signature is sent nowhere.
func (c *Client) Signed(ctx context.Context) (string, error) {
	r, err := sts.NewPresignClient(c.off).PresignGetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}) // ok
	if err != nil {
		return "", err
	}
	return r.URL, nil
}
