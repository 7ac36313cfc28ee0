package middleware

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(h http.Handler) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	return w
}

func TestRecover(t *testing.T) {
	thrower := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret") })
	if w := get(Recover(thrower)); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("Recover: status %d, body %s", w.Code, w.Body)
	}
	if w := get(RecoverJobs(thrower)); w.Code != 500 || !strings.Contains(w.Body.String(), "errors") {
		t.Errorf("RecoverJobs: status %d, body %s", w.Code, w.Body)
	}
}

func TestRateLimit(t *testing.T) {
	h := RateLimit(0)(http.NotFoundHandler())
	if w := get(h); w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, header %v", w.Code, w.Header())
	}
	if w := get(RateLimit(1)(http.NotFoundHandler())); w.Code != 404 {
		t.Errorf("first request: status %d", w.Code)
	}
}

func TestRequestID(t *testing.T) {
	var id string
	w := get(Chain(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { id = ID(r.Context()) }), RequestID, Logging))
	if id == "" || w.Header().Get("X-Request-Id") != id {
		t.Errorf("id %q, header %v", id, w.Header())
	}
}
