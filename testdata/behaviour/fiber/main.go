// Fiber shows what the calls of fiber v2 and v3, and of fasthttp below them, do
// to a response.
package main

import (
	"context"
	"errors"
	"html/template"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"path/filepath"

	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttputil"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

// failure is an error of no type that fiber knows.
var failure = errors.New(observe.Marker)

// contentAsks make what serves a file choose its statuses.
var contentAsks = []observe.Ask{
	{},
	{Header: "Range: bytes=0-1"},
	{Header: "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"},
	{Header: "Range: bytes=900000-"},
}

func main() {
	if err := mime.AddExtensionType(".given", observe.ContentType); err != nil {
		panic(err)
	}
	fiber2()
	fiber3()
	fast()
}

// behind returns a handler that passes requests on to a fasthttp server.
func behind(handler fasthttp.RequestHandler) http.Handler {
	srv := fasthttp.Server{Handler: handler, Logger: quiet{}}
	return listen(srv.Serve)
}

// listen returns a handler that passes requests on to a server, in memory, and
// answers what that does.
func listen(serve func(net.Listener) error) http.Handler {
	ln := fasthttputil.NewInmemoryListener()
	go serve(ln)
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", "upstream", "upstream"
		},
		Transport: &http.Transport{
			DisableCompression: true,
			DialContext:        func(context.Context, string, string) (net.Conn, error) { return ln.Dial() },
		},
	}
}

// with adds a header to every request.
func with(name, value string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set(name, value)
		h.ServeHTTP(w, r)
	})
}

// twice makes a handler answer everything once before.
func twice(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		res := discard{header: make(http.Header)}
		h.ServeHTTP(&res, r)
		if tag := res.header.Get("ETag"); tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		h.ServeHTTP(w, r)
	})
}

type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

type quiet struct{}

func (quiet) Printf(string, ...any) {}

// unreachable is a client whose upstream cannot be reached.
func unreachable() *fasthttp.Client {
	return &fasthttp.Client{Dial: func(string) (net.Conn, error) { return nil, failure }}
}

func unreachableHost() *fasthttp.LBClient {
	host := &fasthttp.HostClient{Addr: "upstream", Dial: func(string) (net.Conn, error) { return nil, failure }}
	return &fasthttp.LBClient{Clients: []fasthttp.BalancingClient{host}}
}

// views renders its one page.
type views struct{}

var page = template.Must(template.New("page").Parse("{{.}}"))

func (views) Load() error { return nil }

func (views) Render(w io.Writer, _ string, value any, _ ...string) error {
	return page.Execute(w, value.(map[string]any)["text"])
}

// file returns the path of a new file in a new directory.
func file() string {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	name := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(name, []byte("text"), 0o600); err != nil {
		panic(err)
	}
	return name
}
