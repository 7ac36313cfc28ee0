package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A server answers with what it is given, the last one for ever, and notes what
// it is asked.
type server struct {
	*httptest.Server
	answers []answer

	mu     sync.Mutex
	bodies []string
	at     []time.Time
}

type answer struct {
	status int
	after  func() string // the value of Retry-After
	body   string
}

func serve(t *testing.T, answers ...answer) *server {
	t.Parallel()
	s := &server{answers: answers}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		a := s.answers[min(len(s.bodies), len(s.answers)-1)]
		s.bodies, s.at = append(s.bodies, string(body)), append(s.at, time.Now())
		s.mu.Unlock()
		if a.after != nil {
			w.Header().Set("Retry-After", a.after())
		}
		w.WriteHeader(a.status)
		io.WriteString(w, a.body)
	}))
	t.Cleanup(s.Close)
	return s
}

// ask sends a request, and wants a status and a body, and how often the server
// was asked.
func (s *server) ask(t *testing.T, method, body string, header http.Header, status int, text string, times int) {
	t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequest(method, s.URL, r)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != status || string(got) != text || len(s.bodies) != times {
		t.Errorf("%s answers %d %q after %d requests, want %d %q after %d", method, resp.StatusCode, got, len(s.bodies), status, text, times)
	}
	for _, b := range s.bodies {
		if b != body {
			t.Errorf("the server got the body %q, want %q", b, body)
		}
	}
}

func after(s string) func() string { return func() string { return s } }

func TestUnavailableTwice(t *testing.T) {
	s := serve(t, answer{status: 503, body: "later"}, answer{status: 503, body: "later"}, answer{status: 200, body: "fine"})
	s.ask(t, "GET", "", nil, 200, "fine", 3)
}

func TestRetryAfterSeconds(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("1")}, answer{status: 200, body: "fine"})
	s.ask(t, "GET", "", nil, 200, "fine", 2)
	if wait := s.at[1].Sub(s.at[0]); wait < 900*time.Millisecond || wait > 5*time.Second {
		t.Errorf("waited %v, want a second", wait)
	}
}

func TestRetryAfterDate(t *testing.T) {
	s := serve(t, answer{status: 429, after: func() string { return time.Now().Add(2 * time.Second).UTC().Format(http.TimeFormat) }},
		answer{status: 200, body: "fine"})
	s.ask(t, "GET", "", nil, 200, "fine", 2)
	if wait := s.at[1].Sub(s.at[0]); wait < 900*time.Millisecond || wait > 6*time.Second {
		t.Errorf("waited %v, want one to two seconds", wait)
	}
}

// Nobody waits for an hour: the answer that asks for it is the caller's.
func TestRetryAfterTooLong(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("3600"), body: "in an hour"})
	s.ask(t, "GET", "", nil, 429, "in an hour", 1)
}

// A number that is too large is the longest time there is, and not nonsense.
func TestRetryAfterOverflow(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("99999999999999999999"), body: "never"})
	s.ask(t, "GET", "", nil, 429, "never", 1)
}

func TestRetryAfter32Bits(t *testing.T) {
	s := serve(t, answer{status: 503, after: after("4294967297"), body: "never"})
	s.ask(t, "GET", "", nil, 503, "never", 1)
}

// A time that has passed says nothing of when to come back: not at once, by chance.
func TestRetryAfterPast(t *testing.T) {
	s := serve(t, answer{status: 503, after: func() string { return time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat) }},
		answer{status: 503, after: after("0")}, answer{status: 200})
	s.ask(t, "GET", "", nil, 200, "", 3)
	for retry := range 2 {
		past := (&retryTransport{}).delay(time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat), retry)
		if past < 0 || past >= 500*time.Millisecond<<retry {
			t.Errorf("waits %v after a date in the past", past)
		}
	}
}

// pool is a transport that notes that its connections were closed.
type pool struct {
	http.RoundTripper
	closed bool
}

func (p *pool) CloseIdleConnections() { p.closed = true }

func TestCloseIdleConnections(t *testing.T) {
	t.Parallel()
	p := &pool{}
	(&http.Client{Transport: &retryTransport{base: p}}).CloseIdleConnections()
	if !p.closed {
		t.Error("the base transport keeps its connections")
	}
	(&http.Client{Transport: &retryTransport{base: struct{ http.RoundTripper }{}}}).CloseIdleConnections() // it has nothing to close
}

func TestRetryAfterNonsense(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("-1")}, answer{status: 429, after: after("soon")}, answer{status: 200})
	s.ask(t, "GET", "", nil, 200, "", 3)
}

func TestExhausted(t *testing.T) {
	s := serve(t, answer{status: 503, body: "no"}, answer{status: 503, body: "still no"}, answer{status: 503, body: "the last one"})
	s.ask(t, "GET", "", nil, 503, "the last one", 3)
}

func TestOtherStatuses(t *testing.T) {
	s := serve(t, answer{status: 404, body: "no such thing"})
	s.ask(t, "GET", "", nil, 404, "no such thing", 1)
}

func TestServerError(t *testing.T) {
	s := serve(t, answer{status: 500, body: "broken"})
	s.ask(t, "GET", "", nil, 500, "broken", 1)
}

func TestPost(t *testing.T) {
	s := serve(t, answer{status: 503, body: "no"})
	s.ask(t, "POST", "an order", nil, 503, "no", 1)
}

func TestPatch(t *testing.T) {
	s := serve(t, answer{status: 503, body: "no"})
	s.ask(t, "PATCH", "an order", nil, 503, "no", 1)
}

func TestPostWithKey(t *testing.T) {
	s := serve(t, answer{status: 503}, answer{status: 201, body: "done"})
	s.ask(t, "POST", "an order", http.Header{"Idempotency-Key": {"1"}}, 201, "done", 2)
}

func TestBodySentWhole(t *testing.T) {
	s := serve(t, answer{status: 503}, answer{status: 503}, answer{status: 200})
	s.ask(t, "PUT", strings.Repeat("a long body ", 10_000), nil, 200, "", 3)
}

// A body that is read from elsewhere is gone once it was sent.
func TestBodySentOnce(t *testing.T) {
	s := serve(t, answer{status: 503, body: "no"})
	req, err := http.NewRequest("PUT", s.URL, io.MultiReader(strings.NewReader("a stream")))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 503 || len(s.bodies) != 1 {
		t.Errorf("answered %d after %d requests, want 503 after 1", resp.StatusCode, len(s.bodies))
	}
}

func TestCancelledWhileWaiting(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("20")})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	req, err := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_, err = client.Do(req)
	if !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("Do returns %v after %v, want the context's error at once", err, time.Since(start))
	}
}

// What comes too late for the caller is not waited for: the 429 says more than that
// time is up.
func TestDeadlineBeforeNextAttempt(t *testing.T) {
	s := serve(t, answer{status: 429, after: after("20")})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	resp, err := client.Do(req)
	if err != nil || time.Since(start) > time.Second {
		t.Fatalf("Do returns %v after %v, want the answer at once", err, time.Since(start))
	}
	defer resp.Body.Close()
	if resp.StatusCode != 429 {
		t.Errorf("the answer is %s, want 429", resp.Status)
	}
}

// watched is a transport that tells what became of the answers' bodies.
type watched struct {
	closed []bool
	reqs   []*http.Request
}

func (w *watched) RoundTrip(req *http.Request) (*http.Response, error) {
	i := len(w.closed)
	w.closed, w.reqs = append(w.closed, false), append(w.reqs, req)
	return &http.Response{StatusCode: 503, Body: body{strings.NewReader("no"), func() { w.closed[i] = true }}, Request: req}, nil
}

type body struct {
	io.Reader
	close func()
}

func (b body) Close() error { b.close(); return nil }

func TestBodiesClosed(t *testing.T) {
	t.Parallel()
	w := &watched{}
	req, err := http.NewRequest("PUT", "http://127.0.0.1/", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	given := *req
	resp, err := (&retryTransport{base: w}).RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.closed) != 3 || !w.closed[0] || !w.closed[1] || w.closed[2] {
		t.Errorf("closed %v, want all but the last of three", w.closed)
	}
	if got, err := io.ReadAll(resp.Body); string(got) != "no" || err != nil {
		t.Errorf("the last body is %q, %v", got, err)
	}
	if req.Body != given.Body || w.reqs[1] == req || w.reqs[1].Body == given.Body {
		t.Error("the caller's request was changed, or its body sent twice")
	}
}
