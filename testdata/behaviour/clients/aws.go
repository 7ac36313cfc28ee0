package main

import (
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// What is sent to a service is signed.
var signer = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "id", SecretAccessKey: "secret"}, nil
})

// quick waits as the standard retryer does, but not for seconds.
func quick(o *awsretry.StandardOptions) { o.MaxBackoff = short }

func patient() aws.Retryer {
	return awsretry.NewStandard(quick, func(o *awsretry.StandardOptions) { o.MaxAttempts = 4 })
}

func awsStandard(ctx context.Context, _, url string, _ io.Reader) error {
	c := sts.New(sts.Options{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: awsretry.NewStandard(quick)})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func awsNever(ctx context.Context, _, url string, _ io.Reader) error {
	c := sts.New(sts.Options{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: aws.NopRetryer{}, RetryMaxAttempts: 3})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func awsOnce(ctx context.Context, _, url string, _ io.Reader) error {
	c := sts.NewFromConfig(aws.Config{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: patient})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}, func(o *sts.Options) { o.RetryMaxAttempts = 1 })
	return err
}

func awsTries(ctx context.Context, _, url string, _ io.Reader) error {
	c := sts.NewFromConfig(aws.Config{Region: "local", BaseEndpoint: &url, Credentials: signer}, func(o *sts.Options) {
		o.Retryer = awsretry.AddWithMaxAttempts(awsretry.NewStandard(quick), 5)
	})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func awsTold(ctx context.Context, _, url string, _ io.Reader) error {
	c := sts.NewFromConfig(aws.Config{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: patient, RetryMaxAttempts: 2})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func awsCapped(ctx context.Context, _, url string, _ io.Reader) error {
	r := awsretry.AddWithMaxBackoffDelay(awsretry.AddWithErrorCodes(awsretry.NewStandard(), "Busy"), short)
	c := sts.New(sts.Options{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: r})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}

func awsNothing(ctx context.Context, _, url string, _ io.Reader) error {
	none := awsretry.NewStandard(func(o *awsretry.StandardOptions) { o.Retryables = nil })
	c := sts.New(sts.Options{Region: "local", BaseEndpoint: &url, Credentials: signer, Retryer: none})
	_, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	return err
}
