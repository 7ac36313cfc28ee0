package policy

import (
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	restyv3 "resty.dev/v3"
)

type restyAPI struct{ c, chained *resty.Client }

func newResty() *restyAPI {
	a := &restyAPI{c: resty.New(), chained: resty.New().SetRetryCount(3).AddRetryCondition(failing)}
	a.c.SetBaseURL("http://localhost")
	a.c.SetRetryCount(2)
	return a
}

func failing(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
}

func (a *restyAPI) get() {
	a.c.R().Get("/")       // policy: none errors x3 exponential 100ms..2s jitter any-method rewinds? context
	a.chained.R().Get("/") // policy: 429,500-599 errors x4 exponential 100ms..2s jitter any-method rewinds? context
}

func restyClients() {
	c := resty.New()
	c.R().Get("/") // policy: never
	c.SetRetryCount(1).SetRetryWaitTime(time.Second).SetRetryMaxWaitTime(10 * time.Second)
	c.R().SetBody("x").Post("/") // policy: none errors x2 exponential 1s..10s jitter any-method rewinds? context
	c.AddRetryCondition(func(r *resty.Response, _ error) bool { return r.IsError() })
	c.R().Get("/")                                       // policy: 400-599 errors? x2 exponential 1s..10s jitter any-method rewinds? context
	c.R().AddRetryCondition(failing).Execute("GET", "/") // policy: 400-599 errors x2 exponential 1s..10s jitter any-method rewinds? context
	c.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) { return 0, nil })
	c.R().Get("/") // policy: 400-599 errors? x2 delay? 1s..10s jitter? retry-after:capped any-method rewinds? context
}

func restyInner(hc *http.Client) {
	resty.NewWithClient(shared).R().Get("/")                    // policy: never
	resty.NewWithClient(retrying).SetRetryCount(1).R().Get("/") // policy: 429,500,502-599 errors x10 exponential 100ms..2s jitter any-method rewinds? context layers:2
	resty.NewWithClient(hc).R().Get("/")                        // policy: unknown
	restyv3.New().SetTransport(own{}).R().Get("/")              // policy: unknown
	restyv3.New().SetTransport(&http.Transport{}).R().Get("/")  // policy: never
}

func restyThree() {
	c := restyv3.New()
	c.R().Get("/") // policy: never
	c.SetRetryCount(3)
	c.R().Get("/") // policy: none errors? x4 exponential 100ms..2s jitter retry-after:honoured rewinds? context
	c.AddRetryConditions(restyv3.RetryConditionStatusTooManyRequests, restyv3.RetryConditionStatus5XX)
	c.R().Get("/")                                   // policy: 429,500,502-599 errors? x4 exponential 100ms..2s jitter retry-after:honoured rewinds? context
	c.R().SetRetryCount(0).Get("/")                  // policy: never
	c.R().SetRetryAllowNonIdempotent(true).Post("/") // policy: 429,500,502-599 errors? x4 exponential 100ms..2s jitter retry-after:honoured any-method rewinds? context
	c.SetRetryDelayStrategy(restyv3.RetryConstantDelayStrategy(time.Second))
	c.R().Get("/") // policy: 429,500,502-599 errors? x4 constant 1s..2s retry-after:honoured rewinds? context
}
