package policy

import (
	"context"
	"net/http"
	"time"

	retryv4 "github.com/avast/retry-go/v4"
	retryv5 "github.com/avast/retry-go/v5"
	backoffv4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/googleapis/gax-go/v2"
)

func ask() error { return nil }

func data() (*http.Response, error) { return nil, nil }

func backoffs(ctx context.Context, b backoffv4.BackOff) {
	backoffv4.Retry(ask, backoffv4.NewExponentialBackOff())                                                          // policy: none errors unbounded within 15m0s exponential 500ms..1m0s jitter any-method rewinds?
	backoffv4.Retry(ask, backoffv4.WithContext(backoffv4.WithMaxRetries(backoffv4.NewExponentialBackOff(), 3), ctx)) // policy: none errors x4 within 15m0s exponential 500ms..1m0s jitter any-method rewinds? context
	backoffv4.Retry(ask, backoffv4.NewConstantBackOff(time.Second))                                                  // policy: none errors unbounded constant 1s any-method rewinds?
	backoffv4.Retry(ask, b)                                                                                          // policy: unknown
	backoffv4.RetryNotify(ask, &backoffv4.ZeroBackOff{}, nil)                                                        // policy: none errors unbounded none any-method rewinds?
	e := backoffv4.NewExponentialBackOff()
	e.MaxElapsedTime = 0
	e.RandomizationFactor = 0
	backoffv4.RetryWithData(data, e)                                                                 // policy: none errors unbounded exponential 500ms..1m0s any-method rewinds?
	backoffv4.Retry(ask, backoffv4.NewExponentialBackOff(backoffv4.WithMaxElapsedTime(time.Minute))) // policy: none errors unbounded within 1m0s exponential 500ms..1m0s jitter any-method rewinds?

	backoff.Retry(ctx, data)                                                                                        // policy: none errors unbounded within 15m0s exponential 500ms..1m0s jitter any-method rewinds? context
	backoff.Retry(ctx, data, backoff.WithMaxTries(3), backoff.WithBackOff(backoff.NewConstantBackOff(time.Second))) // policy: none errors x3 within 15m0s constant 1s any-method rewinds? context
}

func retries(ctx context.Context, opts ...retryv4.Option) {
	retryv4.Do(ask)                                                                                                                  // policy: none errors x10 exponential 100ms jitter any-method rewinds?
	retryv4.Do(ask, retryv4.Attempts(0), retryv4.Context(ctx))                                                                       // policy: none errors unbounded exponential 100ms jitter any-method rewinds? context
	retryv4.DoWithData(data, retryv4.DelayType(retryv4.FixedDelay), retryv4.Delay(time.Second))                                      // policy: none errors x10 constant 1s any-method rewinds?
	retryv4.Do(ask, retryv4.DelayType(retryv4.CombineDelay(retryv4.FixedDelay, retryv4.RandomDelay)), retryv4.MaxDelay(time.Minute)) // policy: none errors x10 constant 100ms..1m0s jitter any-method rewinds?
	retryv4.Do(ask, opts...)                                                                                                         // policy: none errors x? delay? jitter? any-method rewinds? context?
	r := retryv5.New(retryv5.Attempts(4), retryv5.MaxDelay(time.Second))
	r.Do(ask)                                                                                    // policy: none errors x4 exponential 100ms..1s jitter any-method rewinds?
	retryv5.NewWithData[int](retryv5.UntilSucceeded()).Do(func() (int, error) { return 0, nil }) // policy: none errors unbounded exponential 100ms jitter any-method rewinds?
}

func gaxes(ctx context.Context, call gax.APICall) {
	gax.Invoke(ctx, call)                          // policy: never
	gax.Invoke(ctx, call, gax.WithRetry(patience)) // policy: 429,503 unbounded exponential 1s..1m0s jitter any-method rewinds? context
}

func patience() gax.Retryer {
	return gax.OnHTTPCodes(gax.Backoff{Initial: time.Second, Max: time.Minute}, 429, 503)
}
