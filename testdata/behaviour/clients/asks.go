package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	azruntime "github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/PuerkitoBio/rehttp"
	retryv4 "github.com/avast/retry-go/v4"
	retryv5 "github.com/avast/retry-go/v5"
	backoffv4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/go-resty/resty/v2"
	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/gojek/heimdall/v7/hystrix"
	"github.com/googleapis/gax-go/v2"
	"github.com/hashicorp/go-retryablehttp"
	"google.golang.org/api/googleapi"
	restyv3 "resty.dev/v3"
)

const (
	short = 40 * time.Millisecond
	long  = 10 * short
)

var asks = []ask{
	standard, retryable, retryableLinear, retryablePassing, retryableCustom, retryableStandard,
	restyNone, restyCount, restyCondition, restyError, restyAfter,
	resty3None, resty3Count, resty3Conditions, resty3Any, resty3Constant,
	heimdallNone, heimdallZero, heimdallConstant, heimdallExponential, heimdallHystrix,
	rehttpStatuses, rehttpMethods, failsafeDefault, failsafeBackoff, failsafeRequest,
	azure, azureCodes, azureNever,
	awsStandard, awsNever, awsOnce, awsTries, awsTold, awsCapped, awsNothing,
	backoff4, backoff4Tries, backoff5, backoff5Tries, retry4, retry4Fixed, retry5, gaxCodes,
}

func entry(a ask) uintptr { return reflect.ValueOf(a).Pointer() }

func request(ctx context.Context, method, url string, body io.Reader) *http.Request {
	req, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		panic(err)
	}
	return req
}

func closing(res *http.Response, err error) error {
	if err == nil {
		res.Body.Close()
	}
	return err
}

func standard(ctx context.Context, method, url string, body io.Reader) error {
	return closing(http.DefaultClient.Do(request(ctx, method, url, body)))
}

func message(ctx context.Context, method, url string, body io.Reader) *retryablehttp.Request {
	req, err := retryablehttp.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		panic(err)
	}
	return req
}

func retryable(ctx context.Context, method, url string, body io.Reader) error {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryWaitMin, c.RetryWaitMax = short, long
	return closing(c.Do(message(ctx, method, url, body)))
}

func retryableLinear(ctx context.Context, method, url string, body io.Reader) error {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 2
	c.RetryWaitMin, c.RetryWaitMax = short, short+short/2
	c.Backoff = retryablehttp.LinearJitterBackoff
	return closing(c.Do(message(ctx, method, url, body)))
}

func retryablePassing(ctx context.Context, method, url string, body io.Reader) error {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 1
	c.RetryWaitMin, c.RetryWaitMax = short, long
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	return closing(c.Do(message(ctx, method, url, body)))
}

func retryableCustom(ctx context.Context, method, url string, body io.Reader) error {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 1
	c.RetryWaitMin, c.RetryWaitMax = short, long
	c.CheckRetry = func(ctx context.Context, res *http.Response, err error) (bool, error) {
		return err == nil && res.StatusCode == http.StatusConflict, err
	}
	return closing(c.Do(message(ctx, method, url, body)))
}

func retryableStandard(ctx context.Context, method, url string, body io.Reader) error {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 1
	c.RetryWaitMin, c.RetryWaitMax = short, long
	return closing(c.StandardClient().Do(request(ctx, method, url, body)))
}

type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}

func restyNone(ctx context.Context, method, url string, body io.Reader) error {
	_, err := resty.New().SetLogger(silent{}).R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func restyCount(ctx context.Context, method, url string, body io.Reader) error {
	c := resty.New().SetLogger(silent{}).SetRetryCount(2).SetRetryWaitTime(short).SetRetryMaxWaitTime(long)
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func restyCondition(ctx context.Context, method, url string, body io.Reader) error {
	c := resty.New().SetLogger(silent{}).SetRetryCount(2).SetRetryWaitTime(short).SetRetryMaxWaitTime(long)
	c.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err == nil && (r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() == http.StatusServiceUnavailable)
	})
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func restyError(ctx context.Context, method, url string, body io.Reader) error {
	c := resty.New().SetLogger(silent{}).SetRetryCount(1).SetRetryWaitTime(short).AddRetryAfterErrorCondition()
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func restyAfter(ctx context.Context, method, url string, body io.Reader) error {
	c := resty.New().SetLogger(silent{}).SetRetryCount(1).SetRetryWaitTime(short).SetRetryMaxWaitTime(2 * time.Second)
	c.AddRetryCondition(func(r *resty.Response, err error) bool { return err != nil || r.StatusCode() >= 500 })
	c.SetRetryAfter(func(_ *resty.Client, r *resty.Response) (time.Duration, error) {
		return time.ParseDuration("0" + r.Header().Get("Retry-After") + "s")
	})
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func resty3None(ctx context.Context, method, url string, body io.Reader) error {
	_, err := restyv3.New().SetLogger(silent{}).R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func resty3Count(ctx context.Context, method, url string, body io.Reader) error {
	c := restyv3.New().SetLogger(silent{}).SetRetryCount(2).SetRetryWaitTime(short).SetRetryMaxWaitTime(long)
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func resty3Conditions(ctx context.Context, method, url string, body io.Reader) error {
	c := restyv3.New().SetLogger(silent{}).SetRetryCount(2).SetRetryWaitTime(short).SetRetryMaxWaitTime(long)
	c.AddRetryConditions(restyv3.RetryConditionStatusTooManyRequests, restyv3.RetryConditionStatus5XX)
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func resty3Any(ctx context.Context, method, url string, body io.Reader) error {
	c := restyv3.New().SetLogger(silent{}).SetRetryWaitTime(short).SetRetryMaxWaitTime(long)
	r := c.R().SetRetryCount(1).SetRetryAllowNonIdempotent(true).AddRetryConditions(restyv3.RetryConditionStatus5XX)
	_, err := r.SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func resty3Constant(ctx context.Context, method, url string, body io.Reader) error {
	c := restyv3.New().SetLogger(silent{}).SetRetryCount(3).AddRetryConditions(restyv3.RetryConditionStatus5XX)
	c.SetRetryDelayStrategy(restyv3.RetryConstantDelayStrategy(short))
	_, err := c.R().SetContext(ctx).SetBody(body).Execute(method, url)
	return err
}

func heimdallNone(ctx context.Context, method, url string, body io.Reader) error {
	return closing(httpclient.NewClient().Do(request(ctx, method, url, body)))
}

func heimdallZero(ctx context.Context, method, url string, body io.Reader) error {
	return closing(httpclient.NewClient(httpclient.WithRetryCount(3)).Do(request(ctx, method, url, body)))
}

func heimdallConstant(ctx context.Context, method, url string, body io.Reader) error {
	retrier := heimdall.NewRetrier(heimdall.NewConstantBackoff(short, 0))
	return closing(httpclient.NewClient(httpclient.WithRetryCount(3), httpclient.WithRetrier(retrier)).Do(request(ctx, method, url, body)))
}

func heimdallExponential(ctx context.Context, method, url string, body io.Reader) error {
	retrier := heimdall.NewRetrier(heimdall.NewExponentialBackoff(short, long, 2, 0))
	return closing(httpclient.NewClient(httpclient.WithRetryCount(3), httpclient.WithRetrier(retrier)).Do(request(ctx, method, url, body)))
}

func heimdallHystrix(ctx context.Context, method, url string, body io.Reader) error {
	c := hystrix.NewClient(hystrix.WithRetryCount(1), hystrix.WithErrorPercentThreshold(100), hystrix.WithRequestVolumeThreshold(1000),
		hystrix.WithRetrier(heimdall.NewRetrier(heimdall.NewConstantBackoff(short, 0))))
	return closing(c.Do(request(ctx, method, url, body)))
}

func rehttpStatuses(ctx context.Context, method, url string, body io.Reader) error {
	when := rehttp.RetryAll(rehttp.RetryMaxRetries(2), rehttp.RetryAny(rehttp.RetryStatuses(429, 503), rehttp.RetryIsErr(isError)))
	c := &http.Client{Transport: rehttp.NewTransport(nil, when, rehttp.ConstDelay(short))}
	return closing(c.Do(request(ctx, method, url, body)))
}

func isError(err error) bool { return err != nil }

func rehttpMethods(ctx context.Context, method, url string, body io.Reader) error {
	when := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryHTTPMethods("GET", "PUT"), rehttp.RetryStatusInterval(500, 502))
	rt := rehttp.NewTransport(http.DefaultTransport, when, rehttp.ExpJitterDelay(short, long))
	return closing((&http.Client{Transport: rt}).Do(request(ctx, method, url, body)))
}

func failsafeDefault(ctx context.Context, method, url string, body io.Reader) error {
	c := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, failsafehttp.NewRetryPolicyBuilder().Build())}
	return closing(c.Do(request(ctx, method, url, body)))
}

func failsafeBackoff(ctx context.Context, method, url string, body io.Reader) error {
	policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(short, long).WithMaxRetries(3).ReturnLastFailure().Build()
	c := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	return closing(c.Do(request(ctx, method, url, body)))
}

func failsafeRequest(ctx context.Context, method, url string, body io.Reader) error {
	policy := failsafehttp.NewRetryPolicyBuilder().WithDelay(short).WithMaxRetries(1).Build()
	return closing(failsafehttp.NewRequest(request(ctx, method, url, body), http.DefaultClient, policy).Do())
}

func azure(ctx context.Context, method, url string, _ io.Reader) error {
	req, err := azruntime.NewRequest(ctx, method, url)
	if err != nil {
		return err
	}
	options := &policy.ClientOptions{Retry: policy.RetryOptions{RetryDelay: short, MaxRetryDelay: 2 * time.Second}}
	return closing(azruntime.NewPipeline("m", "v1", azruntime.PipelineOptions{}, options).Do(req))
}

func azureCodes(ctx context.Context, method, url string, _ io.Reader) error {
	req, err := azruntime.NewRequest(ctx, method, url)
	if err != nil {
		return err
	}
	options := &policy.ClientOptions{Retry: policy.RetryOptions{MaxRetries: 1, RetryDelay: short, StatusCodes: []int{409}}}
	return closing(azruntime.NewPipeline("m", "v1", azruntime.PipelineOptions{}, options).Do(req))
}

func azureNever(ctx context.Context, method, url string, _ io.Reader) error {
	req, err := azruntime.NewRequest(ctx, method, url)
	if err != nil {
		return err
	}
	options := &policy.ClientOptions{Retry: policy.RetryOptions{MaxRetries: -1}}
	return closing(azruntime.NewPipeline("m", "v1", azruntime.PipelineOptions{}, options).Do(req))
}

var errStatus = errors.New("status")

// failing makes an error of every status that says failure, for those that see
// nothing else.
func failing(ctx context.Context, method, url string, body io.Reader) func() error {
	return func() error {
		res, err := http.DefaultClient.Do(request(ctx, method, url, body))
		if err != nil {
			return err
		}
		res.Body.Close()
		if res.StatusCode >= 400 {
			return fmt.Errorf("%w %d", errStatus, res.StatusCode)
		}
		return nil
	}
}

func backoff4(ctx context.Context, method, url string, body io.Reader) error {
	b := backoffv4.NewExponentialBackOff(backoffv4.WithInitialInterval(short), backoffv4.WithMaxInterval(short))
	b.RandomizationFactor = 0
	return backoffv4.Retry(failing(ctx, method, url, body), b)
}

func backoff4Tries(ctx context.Context, method, url string, body io.Reader) error {
	b := backoffv4.WithContext(backoffv4.WithMaxRetries(backoffv4.NewConstantBackOff(short), 3), ctx)
	return backoffv4.Retry(failing(ctx, method, url, body), b)
}

func backoff5(ctx context.Context, method, url string, body io.Reader) error {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = short, short
	do := failing(ctx, method, url, body)
	_, err := backoff.Retry(ctx, func() (int, error) { return 0, do() }, backoff.WithBackOff(b))
	return err
}

func backoff5Tries(ctx context.Context, method, url string, body io.Reader) error {
	do := failing(ctx, method, url, body)
	_, err := backoff.Retry(ctx, func() (int, error) { return 0, do() }, backoff.WithMaxTries(3), backoff.WithBackOff(backoff.NewConstantBackOff(short)))
	return err
}

func retry4(ctx context.Context, method, url string, body io.Reader) error {
	return retryv4.Do(failing(ctx, method, url, body), retryv4.Delay(time.Millisecond), retryv4.Context(ctx), retryv4.MaxDelay(short))
}

func retry4Fixed(ctx context.Context, method, url string, body io.Reader) error {
	return retryv4.Do(failing(ctx, method, url, body), retryv4.Attempts(3), retryv4.Delay(short), retryv4.DelayType(retryv4.FixedDelay))
}

func retry5(ctx context.Context, method, url string, body io.Reader) error {
	return retryv5.New(retryv5.UntilSucceeded(), retryv5.Delay(short), retryv5.DelayType(retryv5.FixedDelay)).Do(failing(ctx, method, url, body))
}

func gaxCodes(ctx context.Context, method, url string, body io.Reader) error {
	return gax.Invoke(ctx, func(ctx context.Context, _ gax.CallSettings) error {
		res, err := http.DefaultClient.Do(request(ctx, method, url, body))
		if err != nil {
			return err
		}
		defer res.Body.Close()
		return googleapi.CheckResponse(res)
	}, gax.WithRetry(codes))
}

func codes() gax.Retryer { return gax.OnHTTPCodes(gax.Backoff{Initial: short, Max: long}, 429, 503) }
