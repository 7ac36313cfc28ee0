// Package aws has clients of AWS's services, which wait as they should unless they
// are told otherwise.
package aws

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func standard(ctx context.Context) error {
	c := sts.NewFromConfig(aws.Config{Region: "eu-central-1"}) // ok
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func steady(ctx context.Context, cfg aws.Config) error {
	c := sts.NewFromConfig(cfg, func(o *sts.Options) { // want `\(\*sts\.Client\)\.GetCallerIdentity is retried every 2s without backoff: an overloaded server cannot recover \(badretry/constant\)`
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 2 * time.Second, nil })
		})
	})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func shaken(ctx context.Context, cfg aws.Config) error {
	c := sts.NewFromConfig(cfg, func(o *sts.Options) { // ok
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return rand.N(2 * time.Second), nil })
		})
	})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func capped(ctx context.Context) error {
	c := sts.New(sts.Options{Retryer: retry.AddWithMaxBackoffDelay(retry.NewStandard(), time.Minute)}) // ok
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

// A quota of the retryer ends the attempts.
func uncounted(ctx context.Context) error {
	c := sts.New(sts.Options{Retryer: retry.AddWithMaxAttempts(retry.NewStandard(), 0)}) // ok
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}
