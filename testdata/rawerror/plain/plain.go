// Package plain has no responder and no contract of its own: fixes write the
// default body in place.
package plain

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"
)

// A Store keeps orders.
type Store interface {
	Order(id string) (any, error)
	Open(id string) (io.Reader, error)
}

// API answers requests about orders.
type API struct {
	store Store
	pages *template.Template
}

// Get is a method.
func (a *API) Get(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such order", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

// GetJSON is the same as it should be.
func (a *API) GetJSON(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.PathValue("id"))
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "no such order"}) // ok
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

// Texts sends text in every way there is.
func (a *API) Texts(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	switch r.Method {
	case http.MethodPut:
		http.NotFound(w, r) // want `http.NotFound sends the 404 as text/plain`
	case http.MethodPost:
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, "order %q exists\n", id) // want `fmt.Fprintf sends the 409 as text/plain`
	case http.MethodPatch:
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte("no such field")) // want `Write sends the 400 as text/plain`
	case http.MethodDelete:
		// Whoever asks is told.
		w.WriteHeader(403)
		io.WriteString(w, "not yours") // want `io.WriteString sends the 403 as text/plain`
	case http.MethodTrace:
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusMethodNotAllowed)
		fmt.Fprintln(w, "no tracing") // want `fmt.Fprintln sends the 405 as text/plain`
	case http.MethodHead:
		w.WriteHeader(http.StatusGone) // ok: the contract default asks for no body
	case http.MethodOptions:
		http.Error(w, `{"error": "no options"}`, http.StatusBadRequest) // want `http.Error sends the JSON body of the 400 as text/plain`
	case http.MethodConnect:
		body, _ := json.Marshal(map[string]string{"error": "no tunnel"})
		http.Error(w, string(body), http.StatusBadRequest) // want `http.Error sends the JSON body of the 400 as text/plain`
	default:
		_ = json.NewEncoder(w).Encode(id)
	}
}

// Kept has what no fix may break.
func (a *API) Kept(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		defer http.Error(w, "which host?", http.StatusBadRequest) // ok: not followed
		return
	}
	w.WriteHeader(http.StatusBadRequest)
	if n, err := io.WriteString(w, "half of it"); err != nil { // want `io.WriteString sends the 400 as text/plain`
		fmt.Println(n)
	}
}

// Closure returns its handler.
func (a *API) Closure() http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		fail := func(code int) {
			http.Error(out, "it failed", code) // want `http.Error sends an error as text/plain`
		}
		if r.Host == "" {
			fail(http.StatusBadRequest)
		}
	}
}

// OneLine fits in a line.
var OneLine = func(w http.ResponseWriter, r *http.Request) { http.Error(w, "gone", http.StatusGone) } // want `http.Error sends the 410 as text/plain`

func pair() (string, int) { return "both", http.StatusBadRequest }

func send(w http.ResponseWriter, message string, code int) {
	http.Error(w, message, code) // want `http.Error sends an error as text/plain`
}

func twice(w http.ResponseWriter, message string) { send(w, message, http.StatusBadRequest) }

// Wrapped answers through two helpers: the finding stands in the inner one.
func (a *API) Wrapped(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		twice(w, "which host?")
	}
}

func three() (http.ResponseWriter, string, int) { return nil, "three", http.StatusBadRequest }

// Spread passes the results of one call as several arguments.
func Spread() {
	http.Error(three()) // want `http.Error sends the 400 as text/plain`
}

func generic[T fmt.Stringer](w http.ResponseWriter, what T) {
	http.Error(w, "bad "+what.String(), http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
}

// Shadowed has other things by the names that a fix needs.
func Shadowed(w http.ResponseWriter, r *http.Request) {
	json := r.URL.Query().Get("json")
	if json == "" {
		http.Error(w, "no json", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	}
}

// Page speaks to browsers.
func (a *API) Page(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such page", http.StatusNotFound) // ok: a page's reader
		return
	}
	_ = a.pages.Execute(w, o)
}

func oops(w http.ResponseWriter, code int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, "<h1>Oops</h1>")
}

// Image shows by its other error that it speaks to browsers.
func (a *API) Image(w http.ResponseWriter, r *http.Request) {
	img, err := a.store.Open(r.PathValue("id"))
	if err != nil {
		oops(w, http.StatusNotFound)
		return
	}
	if img == nil {
		http.Error(w, "no picture", http.StatusNotFound) // ok: a page's reader
		return
	}
	a.stream(func(dst io.Writer) { _, _ = dst.Write(nil) })
}

func (a *API) stream(f func(io.Writer)) {}

// Download streams in a closure that a helper runs.
func (a *API) Download(w http.ResponseWriter, r *http.Request) {
	img, err := a.store.Open(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound) // ok: a file's reader
		return
	}
	a.cached(func() { _, _ = io.Copy(w, img) })
}

func (a *API) cached(f func()) { f() }

// Export streams, but its other error is JSON.
func (a *API) Export(w http.ResponseWriter, r *http.Request) {
	img, err := a.store.Open(r.PathValue("id"))
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "no such order"}) // ok
		return
	}
	if img == nil {
		http.Error(w, "nothing to export", http.StatusConflict) // want `http.Error sends the 409 as text/plain`
		return
	}
	_, _ = io.Copy(w, img)
}

// Proxy hands another server's answer on.
func Proxy(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://upstream.example.com" + r.URL.Path)
	if err != nil {
		http.Error(w, "upstream is down", http.StatusBadGateway) // ok: an upstream's answer otherwise
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		http.Error(w, "upstream said no", resp.StatusCode) // ok: its status
		return
	}
	render(w, resp)
}

func render(http.ResponseWriter, *http.Response) {}

// Register has no answers of its own: its handlers are several.
func Register(mux *http.ServeMux, a *API) {
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		_ = a.pages.Execute(w, nil)
	})
	mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "" {
			http.Error(w, "which host?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		}
	})
}

// Silenced says why.
func Silenced(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no", http.StatusBadRequest) //respvet:ignore rawerror a device that reads no JSON
}
