// Package monitor watches the shop, and lets a browser listen to its events.
package monitor

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// A Monitor watches the shop at one address.
type Monitor struct {
	base string
	http *http.Client
}

// New returns a monitor of the shop at base.
func New(base string) *Monitor {
	return &Monitor{base: base, http: &http.Client{Timeout: 2 * time.Second}}
}

// Healthy reports whether the shop says that it is well.
func (m *Monitor) Healthy() bool {
	resp, err := m.http.Get(m.base + "/healthz") // ok: only the status is asked for
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Await waits until the shop is there.
func (m *Monitor) Await(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for !m.Healthy() { // ok: it waits for a service
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}

// Watch notes how many orders wait, each minute.
func (m *Monitor) Watch(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		resp, err := m.http.Get(m.base + "/queue") // ok: the next tick asks again
		if err != nil {
			slog.Warn("queue", "error", err)
			continue
		}
		if resp.StatusCode == http.StatusOK {
			text, _ := io.ReadAll(io.LimitReader(resp.Body, 100))
			slog.Info("queue", "length", string(text))
		}
		resp.Body.Close()
	}
}

// Version returns which version of the shop runs.
func (m *Monitor) Version() string {
	resp, err := m.http.Get(m.base + "/version") // BAD(uncheckedstatus): the version may be the page of a proxy
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	return string(text)
}

// Events hands the shop's events on to a browser.
func (m *Monitor) Events(w http.ResponseWriter, r *http.Request) {
	resp, err := m.ask(r.Context(), "/events")
	if err != nil {
		fail(w, http.StatusServiceUnavailable, "the shop does not answer")
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		fail(w, http.StatusServiceUnavailable, "the shop has no events") // ok: the browser connects again
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	io.Copy(w, resp.Body)
}

// Log hands the shop's log on.
func (m *Monitor) Log(w http.ResponseWriter, r *http.Request) {
	resp, err := m.ask(r.Context(), "/log") // BAD(uncheckedstatus): an error of the shop's becomes a 200
	if err != nil {
		fail(w, http.StatusServiceUnavailable, "the shop does not answer")
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", "application/x-ndjson")
	io.Copy(w, resp.Body)
}

// Proxy hands everything on.
func Proxy(shop *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(shop) },
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			slog.WarnContext(r.Context(), "proxy", "error", err)
			fail(w, http.StatusServiceUnavailable, "the shop does not answer") // ok
		},
	}
}

func (m *Monitor) ask(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.base+path, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// failure is what an error is sent as.
type failure struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(failure{status, message}); err != nil {
		slog.Warn("answer", "error", err)
	}
}
