package policy

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func retryable(req *retryablehttp.Request, n int) {
	retryablehttp.Get("http://localhost") // policy: 429,500,502-599 errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context exhausted
	c := retryablehttp.NewClient()
	c.Do(req) // policy: 429,500,502-599 errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context exhausted
	c.RetryMax = 0
	c.Do(req) // policy: never
	c.RetryMax = n
	c.RetryWaitMin, c.RetryWaitMax = 100*time.Millisecond, time.Minute
	c.CheckRetry = onlyBusy
	c.Do(req) // policy: 429,503 errors x? exponential 100ms..1m0s retry-after:honoured any-method rewinds context exhausted
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return false, err
		}
		return resp.StatusCode >= 500, nil
	}
	c.Do(req) // policy: 500-599? x? exponential 100ms..1m0s retry-after:honoured any-method rewinds context exhausted
	c.CheckRetry = more
	c.Do(req) // policy: 409,429,500,502-599 errors x? exponential 100ms..1m0s retry-after:honoured any-method rewinds context exhausted
}

func passing(req *retryablehttp.Request, handle retryablehttp.ErrorHandler) {
	c := retryablehttp.NewClient()
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	c.Do(req) // policy: 429,500,502-599 errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context
	c.ErrorHandler = handle
	c.Do(req) // policy: 429,500,502-599 errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context exhausted?
}

func onlyBusy(_ context.Context, resp *http.Response, err error) (bool, error) {
	if err != nil {
		return true, nil
	}
	return slices.Contains([]int{http.StatusTooManyRequests, http.StatusServiceUnavailable}, resp.StatusCode), nil
}

func more(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if resp != nil && resp.StatusCode == http.StatusConflict {
		return true, nil
	}
	return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
}

func waiting(req *retryablehttp.Request) {
	c := retryablehttp.NewClient()
	c.Backoff = func(time.Duration, time.Duration, int, *http.Response) time.Duration { return 2 * time.Second }
	c.Do(req) // policy: 429,500,502-599 errors x5 constant 2s..30s any-method rewinds context exhausted
	c.Backoff = func(least, _ time.Duration, n int, _ *http.Response) time.Duration {
		if n > 1 {
			return 5 * time.Second
		}
		return 2 * time.Second
	}
	c.Do(req) // policy: 429,500,502-599 errors x5 delay? 1s..30s jitter? retry-after: any-method rewinds context exhausted
}
