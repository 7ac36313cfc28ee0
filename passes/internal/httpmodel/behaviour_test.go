package httpmodel

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// marker is the text that every behaviour sends; < tells what escapes it.
const marker = "two < three"

// A behaviour lets the real API do what its row says.
type behaviour struct {
	// do makes one call of the API, and whatever has to stand around it. A call
	// that sends text sends marker.
	do func(w http.ResponseWriter, r *http.Request)
	// want stands in the body, if that is neither marker nor an encoded form of it.
	want string
	// read undoes what makes the body unreadable.
	read func(t *testing.T, body string) string
	// serve holds, for an API that chooses the status itself, what makes it
	// choose each of them.
	serve []scenario
	// hidden are implied statuses that depend on the machine.
	hidden []int
}

// A scenario is one request and the handler that gets it.
type scenario struct {
	status int
	method string // GET if empty
	path   string // "/" if empty
	header string // "Name: value"
	do     func(w http.ResponseWriter, r *http.Request)
}

// TestBehaviour holds every row that says something of a response against the
// real package, behind a real server.
func TestBehaviour(t *testing.T) {
	tested := make(map[string]bool)
	for _, r := range rowsOf(standard()) {
		if r.Response == nil {
			continue
		}
		b, ok := behaviours[r.name()]
		if !ok {
			t.Errorf("%s: no behaviour test", r.name())
			continue
		}
		tested[r.name()] = true
		t.Run(r.name(), func(t *testing.T) {
			check, ok := checks[r.Response.Kind]
			if !ok {
				t.Fatalf("no check for kind %d", r.Response.Kind)
			}
			check(t, r.Response, b)
		})
	}
	for name := range behaviours {
		if !tested[name] {
			t.Errorf("%s: a behaviour, but no row", name)
		}
	}
}

var checks = map[Kind]func(*testing.T, *Response, behaviour){
	Status:    checkStatus,
	Body:      checkBody,
	Complete:  checkAnswer,
	Redirect:  checkRedirect,
	Serve:     checkServe,
	SetHeader: checkHeader("new"),
	AddHeader: checkHeader("old", "new"),
	DelHeader: checkHeader(),
	Copy:      checkHeader("new"),
	Flush:     checkFlush,
	Hijack:    checkHijack,
}

type response struct {
	*http.Response
	body string
}

// ask sends one request to a server with the given handler.
func ask(t *testing.T, s scenario) response {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(s.do))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.Start()
	defer srv.Close()
	method, path := s.method, s.path
	if method == "" {
		method = "GET"
	}
	if path == "" {
		path = "/"
	}
	req, err := http.NewRequest(method, srv.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if name, value, ok := strings.Cut(s.header, ": "); ok {
		req.Header.Set(name, value)
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{res, string(body)}
}

// then runs handlers one after another.
func then(fs ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, f := range fs {
			f(w, r)
		}
	}
}

func teapot(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }
func tail(w http.ResponseWriter, _ *http.Request)   { fmt.Fprint(w, "[tail]") }
func late(w http.ResponseWriter, _ *http.Request)   { w.Header().Set("X-Late", "yes") }
func early(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/x-own")
}

func checkStatus(t *testing.T, _ *Response, b behaviour) {
	res := ask(t, scenario{do: then(b.do, late, tail)})
	if res.StatusCode != 201 {
		t.Errorf("status %d, want 201", res.StatusCode)
	}
	if res.Header.Get("X-Late") != "" {
		t.Error("headers can be set after it")
	}
	if res.body != "[tail]" {
		t.Errorf("body %q: it sends one, or lets none follow", res.body)
	}
}

func checkBody(t *testing.T, r *Response, b behaviour) {
	res := ask(t, scenario{do: b.do})
	if res.StatusCode != 200 {
		t.Errorf("status %d, want the implicit 200", res.StatusCode)
	}
	body := res.body
	if b.read != nil {
		body = b.read(t, body)
	}
	checkText(t, r.Body, body, b.want)
	res = ask(t, scenario{do: then(early, teapot, b.do, tail)})
	if res.StatusCode != http.StatusTeapot {
		t.Errorf("status %d after 418 was set", res.StatusCode)
	}
	if ct := res.Header.Get("Content-Type"); ct != "application/x-own" {
		t.Errorf("forces the content type %q", ct)
	}
	if !strings.HasSuffix(res.body, "[tail]") {
		t.Errorf("body %q: nothing can follow it", res.body)
	}
	res = ask(t, scenario{do: then(b.do, func(w http.ResponseWriter, _ *http.Request) {
		http.NewResponseController(w).Flush()
	}, late)})
	if res.Header.Get("X-Late") != "" {
		t.Error("does not begin the answer")
	}
}

func checkAnswer(t *testing.T, r *Response, b behaviour) {
	status, want := 418, marker
	if r.Status.Op == OpInt {
		status = r.Status.Int
	}
	if r.Body.Op == OpStr {
		want = r.Body.Name
	}
	length := func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "1") }
	res := ask(t, scenario{do: then(early, length, b.do, late, tail)})
	if res.StatusCode != status {
		t.Errorf("status %d, want %d", res.StatusCode, status)
	}
	if ct := res.Header.Get("Content-Type"); ct != r.ContentType {
		t.Errorf("content type %q, want %q", ct, r.ContentType)
	}
	if res.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Error("clients may sniff the content type")
	}
	if want += "\n[tail]"; res.body != want {
		t.Errorf("body %q, want %q", res.body, want)
	}
	if res.Header.Get("X-Late") != "" {
		t.Error("headers can be set after it")
	}
}

func checkRedirect(t *testing.T, _ *Response, b behaviour) {
	res := ask(t, scenario{do: then(b.do, late)})
	if res.StatusCode != 303 || res.Header.Get("Location") != "/there" || res.Header.Get("X-Late") != "" {
		t.Errorf("status %d, headers %v", res.StatusCode, res.Header)
	}
	if ct := res.Header.Get("Content-Type"); ct != "text/html; charset=utf-8" || !strings.Contains(res.body, `<a href="/there">`) {
		t.Errorf("GET: a body of %q: %q", ct, res.body)
	}
	if res = ask(t, scenario{method: "POST", do: b.do}); res.body != "" {
		t.Errorf("POST: a body %q", res.body)
	}
}

func checkServe(t *testing.T, r *Response, b behaviour) {
	missing := slices.Clone(r.Implied)
	for _, s := range b.serve {
		if !slices.Contains(r.Implied, s.status) {
			t.Errorf("status %d is not implied", s.status)
		}
		if s.do == nil {
			s.do = b.do
		}
		if res := ask(t, s); res.StatusCode != s.status {
			t.Errorf("%s %s %s: status %d, want %d\n%s", s.method, s.path, s.header, res.StatusCode, s.status, res.body)
		}
		missing = slices.DeleteFunc(missing, func(code int) bool { return code == s.status })
	}
	missing = slices.DeleteFunc(missing, func(code int) bool { return slices.Contains(b.hidden, code) })
	if len(missing) > 0 {
		t.Errorf("nothing makes it choose %d", missing)
	}
}

// checkHeader checks what is left of the field X-Field, which held "old". A
// behaviour works on a header of the response, or shows there what has become
// of another map.
func checkHeader(want ...string) func(*testing.T, *Response, behaviour) {
	return func(t *testing.T, _ *Response, b behaviour) {
		old := func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Field", "old") }
		res := ask(t, scenario{do: then(old, b.do)})
		got := res.Header.Values("X-Field")
		if cs := res.Header.Values("Set-Cookie"); len(cs) > 0 {
			got = append(got, strings.TrimPrefix(cs[0], "field="))
		}
		if !slices.Equal(got, want) {
			t.Errorf("X-Field: %q, want %q", got, want)
		}
		if res = ask(t, scenario{do: then(b.do, teapot)}); res.StatusCode != http.StatusTeapot {
			t.Errorf("status %d: it begins the answer", res.StatusCode)
		}
	}
}

func checkFlush(t *testing.T, _ *Response, b behaviour) {
	res := ask(t, scenario{do: then(b.do, late, tail)})
	if res.Header.Get("X-Late") != "" {
		t.Error("does not begin the answer")
	}
	if res.StatusCode != 200 || !strings.HasSuffix(res.body, "[tail]") {
		t.Errorf("status %d, body %q", res.StatusCode, res.body)
	}
	if res = ask(t, scenario{do: then(teapot, b.do)}); res.StatusCode != http.StatusTeapot {
		t.Errorf("status %d after 418 was set", res.StatusCode)
	}
}

func checkHijack(t *testing.T, _ *Response, b behaviour) {
	write := func(w http.ResponseWriter, _ *http.Request) {
		if _, err := io.WriteString(w, "lost"); !errors.Is(err, http.ErrHijacked) {
			t.Errorf("after it, writing gives %v", err)
		}
	}
	if res := ask(t, scenario{do: then(b.do, write)}); res.StatusCode != 299 {
		t.Errorf("status %d, want the 299 that was written to the connection", res.StatusCode)
	}
}

// expired ends a request's context before the handler sees it.
func expired(err error, do http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 0)
		if errors.Is(err, context.Canceled) {
			ctx, cancel = context.WithCancel(r.Context())
			cancel()
		}
		defer cancel()
		<-ctx.Done()
		do(w, r.WithContext(ctx))
	}
}

// decompress returns a reader of a body that a compressor wrote.
func decompress[R io.Reader](open func(io.Reader) (R, error)) func(*testing.T, string) string {
	return func(t *testing.T, body string) string {
		r, err := open(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		if _, err := buf.ReadFrom(r); err != nil && err != io.ErrUnexpectedEOF {
			t.Fatal(err)
		}
		return buf.String()
	}
}

// TestAnswers holds what handlers of the standard library answer of their own
// accord against the real packages.
func TestAnswers(t *testing.T) {
	for _, r := range rowsOf(standard()) {
		if len(r.OwnResponses) == 0 {
			continue
		}
		t.Run(r.name(), func(t *testing.T) {
			var lines []line
			for _, s := range answered[r.name()] {
				res := ask(t, s)
				if s.status != 0 && res.StatusCode != s.status {
					t.Errorf("%s %s %s: status %d, want %d", s.method, s.path, s.header, res.StatusCode, s.status)
				}
				lines = append(lines, line{Status: res.StatusCode, ContentType: res.Header.Get("Content-Type"), Header: res.Header, Body: res.body})
			}
			checkAlike(t, r.OwnResponses, lines)
		})
	}
}
