// Package plain holds plain text in its right place, beside plain text in the
// place of JSON.
package plain

import (
	"encoding/json"
	"expvar"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/pprof"
	"runtime/debug"
)

// A Farm holds animals.
type Farm interface {
	Ready() bool
	Feed(animal string) error
	Page(animal string) (string, bool)
}

// Handler serves the farm.
type Handler struct {
	farm  Farm
	pages *template.Template
}

// Routes registers the handlers; a route often says what its reader expects.
func (h *Handler) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/animals/{animal}", h.animal)
	mux.HandleFunc("GET /{$}", h.index)
	mux.HandleFunc("GET /app/", h.spa)
	mux.HandleFunc("GET /healthz", h.healthz)
	mux.HandleFunc("GET /readyz", h.readyz)
	mux.HandleFunc("GET /metrics", h.metrics)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/stack", h.stack)
	mux.Handle("GET /debug/vars", expvar.Handler())
	mux.HandleFunc("GET /oauth/callback", h.callback)
	mux.HandleFunc("GET /feed.rss", h.feed)
	mux.HandleFunc("GET /robots.txt", h.robots)
	mux.HandleFunc("POST /upload-pack", h.uploadPack)
	mux.HandleFunc("GET /api/stack", h.apiStack)
}

// animal is the neighbour of them all: an API's answer.
func (h *Handler) animal(w http.ResponseWriter, r *http.Request) {
	page, ok := h.farm.Page(r.PathValue("animal"))
	if !ok {
		http.Error(w, "no such animal", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"page": page})
}

// index is the trap "HTML routes".
func (h *Handler) index(w http.ResponseWriter, r *http.Request) {
	page, ok := h.farm.Page(r.URL.Query().Get("animal"))
	if !ok {
		http.Error(w, "no such page", http.StatusNotFound) // ok: a page's reader
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = h.pages.ExecuteTemplate(w, "index", page)
}

// spa is the trap "SPA routes": what is no file is the application.
func (h *Handler) spa(w http.ResponseWriter, r *http.Request) {
	page, ok := h.farm.Page("app")
	if !ok {
		http.NotFound(w, r) // ok: a page's reader
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, page)
}

// healthz is the trap "health probes".
func (h *Handler) healthz(w http.ResponseWriter, _ *http.Request) {
	if !h.farm.Ready() {
		http.Error(w, "unhealthy", http.StatusServiceUnavailable) // ok: a probe
		return
	}
	fmt.Fprintln(w, "ok")
}

// readyz is the same with an empty body, which the contract default allows.
func (h *Handler) readyz(w http.ResponseWriter, _ *http.Request) {
	if !h.farm.Ready() {
		w.WriteHeader(http.StatusServiceUnavailable) // ok: a probe
		return
	}
	w.WriteHeader(http.StatusOK)
}

// metrics is the trap "metrics".
func (h *Handler) metrics(w http.ResponseWriter, _ *http.Request) {
	if !h.farm.Ready() {
		http.Error(w, "# not ready", http.StatusServiceUnavailable) // ok: a machine's own format
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	fmt.Fprintln(w, "farm_ready 1")
}

// stack is the trap "pprof and debug pages".
func (h *Handler) stack(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("full") {
		http.Error(w, "full stacks are switched off", http.StatusForbidden) // ok: a debug page
		return
	}
	_, _ = w.Write(debug.Stack()) // ok: a debug page
}

// apiStack is an API's answer.
func (h *Handler) apiStack(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write(debug.Stack()) // want `\(errleak/stack\)`
}

// callback is the trap "OAuth callbacks": a browser comes back to it.
func (h *Handler) callback(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("state") == "" || r.FormValue("code") == "" {
		http.Error(w, "the login was not completed", http.StatusBadRequest) // ok: a browser
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// feed is the trap "RSS".
func (h *Handler) feed(w http.ResponseWriter, _ *http.Request) {
	page, ok := h.farm.Page("feed")
	if !ok {
		http.Error(w, "no feed", http.StatusNotFound) // ok: a feed reader
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	_, _ = io.WriteString(w, page)
}

// robots is the trap "robots.txt".
func (h *Handler) robots(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		http.Error(w, "which host?", http.StatusBadRequest) // ok: a robot
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "User-agent: *\nDisallow: /api/\n")
}

// uploadPack is the trap "machine protocols": the format is not ours to choose.
func (h *Handler) uploadPack(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-farm-pack")
	if r.Header.Get("Content-Type") != "application/x-farm-pack" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		_, _ = io.WriteString(w, "ERR format\n") // ok: the protocol's own error line
		return
	}
	_, _ = io.WriteString(w, "ACK\n")
}

// File is the trap of a file server beside it: its errors are its own.
func File(dir http.FileSystem) http.Handler {
	return http.FileServer(dir) // ok: files
}

// OneFile answers for a file.
func (h *Handler) OneFile(w http.ResponseWriter, r *http.Request) {
	if !h.farm.Ready() {
		http.Error(w, "no such file", http.StatusNotFound) // ok: a file's reader
		return
	}
	http.ServeFile(w, r, "farm.pdf")
}
