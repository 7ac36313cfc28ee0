package policy

import (
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/gojek/heimdall/v7/hystrix"
)

func heimdalls(req *http.Request) {
	httpclient.NewClient().Do(req)                             // policy: never
	httpclient.NewClient(httpclient.WithRetryCount(3)).Do(req) // policy: 500-599 errors x4 none any-method rewinds
	backoff := heimdall.NewConstantBackoff(time.Second, 100*time.Millisecond)
	c := httpclient.NewClient(httpclient.WithHTTPTimeout(time.Second), httpclient.WithRetryCount(2), httpclient.WithRetrier(heimdall.NewRetrier(backoff)))
	c.Get("http://localhost", nil) // policy: 500-599 errors x3 constant 1s jitter any-method rewinds
	exp := heimdall.NewExponentialBackoff(time.Millisecond, time.Second, 2, 0)
	hystrix.NewClient(hystrix.WithRetryCount(1), hystrix.WithRetrier(heimdall.NewRetrier(exp))).Post("http://localhost", nil, nil) // policy: 500-599 errors x2 exponential 1ms..1s any-method rewinds
}

func rehttps(req *http.Request, rt http.RoundTripper) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryAny(rehttp.RetryStatuses(429, 503), rehttp.RetryTemporaryErr()))
	c := &http.Client{Transport: rehttp.NewTransport(nil, retry, rehttp.ExpJitterDelay(time.Second, 10*time.Second))}
	c.Do(req) // policy: 429,503 errors? x4 exponential 1s..10s jitter any-method rewinds context
	endless := rehttp.NewTransport(http.DefaultTransport, rehttp.RetryStatusInterval(500, 600), rehttp.ConstDelay(time.Second))
	endless.RoundTrip(req) // policy: 500-599 unbounded constant 1s any-method rewinds context
	gets := rehttp.RetryAll(rehttp.RetryMaxRetries(1), rehttp.RetryHTTPMethods("GET"), rehttp.RetryStatuses(503))
	rehttp.NewTransport(nil, gets, rehttp.ConstDelay(0)).RoundTrip(req) // policy: 503 x2 none rewinds context
	custom := rehttp.RetryAll(rehttp.RetryMaxRetries(2), func(a rehttp.Attempt) bool {
		return a.Error != nil || a.Response.StatusCode == 503
	})
	rehttp.NewTransport(rt, custom, rehttp.ConstDelay(time.Second)).RoundTrip(req) // policy: 503 errors x3 constant 1s any-method rewinds context open
}

func failsafes(req *http.Request) {
	policy := failsafehttp.NewRetryPolicyBuilder().Build()
	rt := failsafehttp.NewRoundTripper(nil, policy)
	(&http.Client{Transport: rt}).Do(req) // policy: 429,500,502-599 errors x3 none retry-after:honoured any-method rewinds context exhausted
	slow := failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, 30*time.Second).WithJitterFactor(.2).WithMaxRetries(4).Build()
	failsafehttp.NewRequest(req, http.DefaultClient, slow).Do() // policy: 429,500,502-599 errors x5 exponential 1s..30s jitter retry-after:honoured any-method rewinds context exhausted
}
