// Chi shows what the calls of chi, its middleware, render and httprate do to a
// response.
package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
	"github.com/go-chi/render"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

// An exchange is what a handler gets.
type exchange struct {
	w http.ResponseWriter
	r *http.Request
}

func serve(do func(exchange)) http.Handler {
	r := chi.NewRouter()
	r.HandleFunc("/*", func(w http.ResponseWriter, r *http.Request) { do(exchange{w, r}) })
	return r
}

var app = observe.App[exchange]{
	Serve: serve,
	Early: func(x exchange) {
		x.w.Header().Set("Content-Type", "application/x-own")
		x.w.Header().Set("X-Field", "old")
	},
	Late:   func(x exchange) { x.w.Header().Set("X-Late", "yes") },
	Teapot: func(x exchange) { render.Status(x.r, http.StatusTeapot) },
	Tail:   func(x exchange) { io.WriteString(x.w, "[tail]") },
}

func main() {
	renders()
	routes()
	middlewares()
	limits()
}

type value struct {
	Text string `json:"text"`
}

// Render implements render.Renderer.
func (value) Render(http.ResponseWriter, *http.Request) error { return nil }

func renders() {
	const pkg = "github.com/go-chi/render."
	v := value{observe.Marker}
	for name, do := range map[string]func(exchange){
		"JSON":             func(x exchange) { render.JSON(x.w, x.r, v) },
		"XML":              func(x exchange) { render.XML(x.w, x.r, v) },
		"HTML":             func(x exchange) { render.HTML(x.w, x.r, observe.Marker) },
		"PlainText":        func(x exchange) { render.PlainText(x.w, x.r, observe.Marker) },
		"Data":             func(x exchange) { render.Data(x.w, x.r, []byte(observe.Marker)) },
		"NoContent":        func(x exchange) { render.NoContent(x.w, x.r) },
		"DefaultResponder": func(x exchange) { render.DefaultResponder(x.w, x.r, v) },
		"Respond":          func(x exchange) { render.Respond(x.w, x.r, v) },
		"Render":           func(x exchange) { render.Render(x.w, x.r, v) },
		"RenderList":       func(x exchange) { render.RenderList(x.w, x.r, []render.Renderer{v}) },
	} {
		app.Call(pkg+name, do)
	}
	// The status is sent by what renders.
	sent := app
	sent.Serve = func(do func(exchange)) http.Handler {
		return serve(func(x exchange) {
			do(x)
			if code, ok := x.r.Context().Value(render.StatusCtxKey).(int); ok {
				x.w.WriteHeader(code)
			}
		})
	}
	sent.Tail = func(x exchange) { render.PlainText(x.w, x.r, "[tail]") }
	sent.Call(pkg+"Status", func(x exchange) { render.Status(x.r, observe.Status) })
}

func routes() {
	const pkg = "github.com/go-chi/chi/v5."
	for name, r := range map[string]*chi.Mux{"NewRouter": chi.NewRouter(), "NewMux": chi.NewMux()} {
		r.Get("/", func(http.ResponseWriter, *http.Request) {})
		observe.Answers(pkg+name, r, observe.Ask{Path: "/missing"}, observe.Ask{Method: http.MethodPost})
	}
}

// none answers nothing, or what it is asked to suffer.
var none = http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/panic":
		panic(observe.Marker)
	case "/slow":
		<-r.Context().Done()
	}
})

func middlewares() {
	const pkg = "github.com/go-chi/chi/v5/middleware."
	devNull, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	os.Stderr = devNull // Recoverer prints a stack
	post := func(header string) observe.Ask {
		return observe.Ask{Method: http.MethodPost, Body: "text", Header: header}
	}
	full := func(throttle func(http.Handler) http.Handler) http.Handler {
		entered, leave := make(chan bool), make(chan bool)
		h := throttle(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			entered <- true
			<-leave
		}))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			go h.ServeHTTP(discard{}, r)
			<-entered
			h.ServeHTTP(w, r)
			close(leave)
		})
	}
	for name, x := range map[string]struct {
		h   http.Handler
		ask observe.Ask
	}{
		"AllowContentEncoding": {middleware.AllowContentEncoding("gzip")(none), post("Content-Encoding: br")},
		"AllowContentType":     {middleware.AllowContentType("application/json")(none), post("Content-Type: text/plain")},
		"BasicAuth":            {middleware.BasicAuth("realm", nil)(none), observe.Ask{}},
		"ContentCharset":       {middleware.ContentCharset("utf-8")(none), post("Content-Type: text/plain; charset=latin1")},
		"Heartbeat":            {middleware.Heartbeat("/alive")(none), observe.Ask{Path: "/alive"}},
		"Recoverer":            {middleware.Recoverer(none), observe.Ask{Path: "/panic"}},
		"RedirectSlashes":      {middleware.RedirectSlashes(none), observe.Ask{Path: "/a/"}},
		"StripPrefix":          {middleware.StripPrefix("/a")(none), observe.Ask{Path: "/b"}},
		"Throttle":             {full(middleware.Throttle(1)), observe.Ask{}},
		"ThrottleBacklog":      {full(middleware.ThrottleBacklog(1, 0, time.Second)), observe.Ask{}},
		"Timeout":              {middleware.Timeout(time.Millisecond)(none), observe.Ask{Path: "/slow"}},
	} {
		observe.Answers(pkg+name, x.h, x.ask)
	}
}

// discard is a writer to nobody.
type discard struct{}

func (discard) Header() http.Header         { return make(http.Header) }
func (discard) WriteHeader(int)             {}
func (discard) Write(p []byte) (int, error) { return len(p), nil }

func limits() {
	const pkg = "github.com/go-chi/httprate."
	keys := httprate.WithKeyFuncs(func(r *http.Request) (string, error) {
		if r.URL.Path == "/fail" {
			return "", errors.New(observe.Marker)
		}
		return "key", nil
	})
	both := []observe.Ask{{}, {Path: "/fail"}}
	observe.Answers(pkg+"Limit", httprate.Limit(0, time.Minute, keys)(none), both...)
	observe.Answers(pkg+"RateLimiter.Handler", httprate.NewRateLimiter(0, time.Minute, keys).Handler(none), both...)
	observe.Answers(pkg+"LimitAll", httprate.LimitAll(0, time.Minute)(none))
	observe.Answers(pkg+"LimitByIP", httprate.LimitByIP(0, time.Minute)(none))
	observe.Answers(pkg+"LimitByRealIP", httprate.LimitByRealIP(0, time.Minute)(none))
}
