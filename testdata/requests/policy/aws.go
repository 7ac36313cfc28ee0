package policy

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

var who = &sts.GetCallerIdentityInput{}

func awsClients(ctx context.Context, cfg aws.Config, given *sts.Client) {
	sts.New(sts.Options{}).GetCallerIdentity(ctx, who)              // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.NewFromConfig(aws.Config{}).GetCallerIdentity(ctx, who)     // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.NewFromConfig(*aws.NewConfig()).GetCallerIdentity(ctx, who) // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.NewFromConfig(cfg).GetCallerIdentity(ctx, who)              // policy: 100-599? errors? x? delay? jitter? retry-after: any-method? rewinds? context? exhausted?
	given.GetCallerIdentity(ctx, who)                               // policy: 100-599? errors? x? delay? jitter? retry-after: any-method? rewinds? context? exhausted?

	sts.New(sts.Options{RetryMaxAttempts: 0}).GetCallerIdentity(ctx, who)          // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.New(sts.Options{RetryMaxAttempts: 1}).GetCallerIdentity(ctx, who)          // policy: never
	sts.New(sts.Options{RetryMaxAttempts: 5}).GetCallerIdentity(ctx, who)          // policy: 100-499?,500,501?,502-504,505-599? errors x5 exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.New(sts.Options{Retryer: aws.NopRetryer{}}).GetCallerIdentity(ctx, who)    // policy: never
	sts.NewFromConfig(aws.Config{RetryMaxAttempts: 1}).GetCallerIdentity(ctx, who) // policy: never

	nop := func() aws.Retryer { return aws.NopRetryer{} }
	sts.NewFromConfig(aws.Config{Retryer: nop}).GetCallerIdentity(ctx, who) // policy: never
	cfg.Retryer = nop
	sts.NewFromConfig(cfg).GetCallerIdentity(ctx, who) // policy: never
}

func awsOptions(ctx context.Context, cfg aws.Config, given *sts.Client, n int) {
	off := func(o *sts.Options) { o.Retryer = aws.NopRetryer{} }
	sts.NewFromConfig(cfg, off).GetCallerIdentity(ctx, who)                                                         // policy: never
	sts.NewFromConfig(cfg, func(o *sts.Options) { o.RetryMaxAttempts = 1 }).GetCallerIdentity(ctx, who)             // policy: never
	sts.NewFromConfig(aws.Config{}, func(o *sts.Options) { o.RetryMaxAttempts = n }).GetCallerIdentity(ctx, who)    // policy: 100-499?,500,501?,502-504,505-599? errors x? exponential..20s jitter retry-after: any-method rewinds context exhausted
	sts.NewFromConfig(aws.Config{}, func(o *sts.Options) { o.Region = "eu-central-1" }).GetCallerIdentity(ctx, who) // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	given.GetCallerIdentity(ctx, who, off)                                                                          // policy: never
	given.GetCallerIdentity(ctx, who, func(o *sts.Options) { o.RetryMaxAttempts = 1 })                              // policy: never
	given.GetCallerIdentity(ctx, who, func(o *sts.Options) {                                                        // policy: 100-599? errors? x? delay? jitter? retry-after: any-method? rewinds? context? exhausted?
		if n > 1 {
			o.RetryMaxAttempts = 1
		}
	})
}

func awsRetryers(ctx context.Context, cfg aws.Config) {
	with := func(r aws.Retryer) *sts.Client { return sts.New(sts.Options{Retryer: r}) }
	with(retry.NewStandard()).GetCallerIdentity(ctx, who)                                                      // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	with(retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 })).GetCallerIdentity(ctx, who)  // policy: never
	with(retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 0 })).GetCallerIdentity(ctx, who)  // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	with(retry.NewStandard(slow)).GetCallerIdentity(ctx, who)                                                  // policy: 100-499?,500,501?,502-504,505-599? errors x7 constant 1s..1m0s retry-after: any-method rewinds context exhausted
	with(retry.NewStandard(conflict)).GetCallerIdentity(ctx, who)                                              // policy: 100-599? errors? x3 exponential..20s jitter retry-after: any-method? rewinds context exhausted
	with(retry.NewStandard(func(o *retry.StandardOptions) { o.Retryables = nil })).GetCallerIdentity(ctx, who) // policy: none x3 exponential..20s jitter retry-after: rewinds context exhausted
	with(retry.NewAdaptiveMode()).GetCallerIdentity(ctx, who)                                                  // policy: 100-599? errors? x? delay? jitter? retry-after: any-method? rewinds context exhausted
	with(retry.AddWithMaxAttempts(retry.NewStandard(), 10)).GetCallerIdentity(ctx, who)                        // policy: 100-499?,500,501?,502-504,505-599? errors x10 exponential..20s jitter retry-after: any-method rewinds context exhausted
	with(retry.AddWithMaxAttempts(retry.NewStandard(), 1)).GetCallerIdentity(ctx, who)                         // policy: never
	with(retry.AddWithMaxAttempts(retry.NewStandard(), 0)).GetCallerIdentity(ctx, who)                         // policy: 100-499?,500,501?,502-504,505-599? errors x? exponential..20s jitter retry-after: any-method rewinds context exhausted
	with(retry.AddWithMaxAttempts(aws.NopRetryer{}, 10)).GetCallerIdentity(ctx, who)                           // policy: never
	with(retry.AddWithMaxBackoffDelay(retry.NewStandard(), 5*time.Second)).GetCallerIdentity(ctx, who)         // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..5s jitter retry-after: any-method rewinds context exhausted
	with(retry.AddWithErrorCodes(retry.NewStandard(), "Busy")).GetCallerIdentity(ctx, who)                     // policy: 100-499?,500,501?,502-504,505-599? errors x3 exponential..20s jitter retry-after: any-method rewinds context exhausted
	once := retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 })
	sts.NewFromConfig(cfg, func(o *sts.Options) { o.Retryer = once }).GetCallerIdentity(ctx, who) // policy: 100-599? errors? x? delay? jitter? retry-after: any-method? rewinds? context? exhausted?
}

func slow(o *retry.StandardOptions) {
	o.MaxAttempts = 7
	o.MaxBackoff = time.Minute
	o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Second, nil })
}

func conflict(o *retry.StandardOptions) {
	o.Retryables = append(o.Retryables, retry.RetryableHTTPStatusCode{Codes: map[int]struct{}{409: {}}})
}
