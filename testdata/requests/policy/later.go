package policy

import (
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

// Clients that are configured after they are put away: by an option, a method, an
// init function.
type late struct {
	plain   *http.Client
	swapped *http.Client
	kept    http.Client
	rc      *retryablehttp.Client

	Exported *http.Client // callers may put theirs here
}

var global = retryablehttp.NewClient()

func init() { global.CheckRetry = onlyBusy }

func newLate(options ...func(*late)) *late {
	l := &late{plain: &http.Client{}, swapped: &http.Client{}, rc: retryablehttp.NewClient(), Exported: &http.Client{}}
	l.plain.Timeout = 1
	for _, o := range options {
		o(l)
	}
	return l
}

func withTransport(rt http.RoundTripper) func(*late) {
	return func(l *late) { l.swapped.Transport = rt }
}

func withRetries(n int) func(*late) { return func(l *late) { l.rc.RetryMax = n } }

func (l *late) SetTransport(rt http.RoundTripper) { l.kept.Transport = rt }

func (l *late) get(req *http.Request) {
	l.plain.Do(req)                // policy: never
	l.swapped.Do(req)              // policy: never open
	l.Exported.Do(req)             // policy: never open
	l.kept.Do(req)                 // policy: never open
	l.rc.Get("http://localhost")   // policy: 429,500,502-599 errors x? exponential 1s..30s retry-after:honoured any-method rewinds context exhausted
	global.Get("http://localhost") // policy: 429,500?,502?,503,504-599? errors x5 exponential 1s..30s retry-after:honoured any-method rewinds context exhausted
}
