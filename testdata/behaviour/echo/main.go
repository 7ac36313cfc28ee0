// Echo shows what the calls of echo's versions 4 and 5 do to a response.
package main

import (
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing/fstest"
	"time"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

func main() {
	v4()
	v5()
}

// A context is what the contexts of both versions have.
type context interface {
	JSON(code int, v any) error
	JSONPretty(code int, v any, indent string) error
	JSONBlob(code int, b []byte) error
	JSONP(code int, callback string, v any) error
	JSONPBlob(code int, callback string, b []byte) error
	XML(code int, v any) error
	XMLPretty(code int, v any, indent string) error
	XMLBlob(code int, b []byte) error
	String(code int, s string) error
	HTML(code int, s string) error
	HTMLBlob(code int, b []byte) error
	Blob(code int, contentType string, b []byte) error
	Stream(code int, contentType string, r io.Reader) error
	Render(code int, name string, data any) error
	NoContent(code int) error
	Redirect(code int, url string) error
	SetCookie(cookie *http.Cookie)
	File(file string) error
	Attachment(file, name string) error
	Inline(file, name string) error
}

// An app is one version: serve puts a handler behind every path, with files,
// and sends what it returns to the error handler.
type app[C context] struct {
	observe.App[C]
	pkg   string
	serve func(do func(C) error) http.Handler
}

func newApp[C context](pkg string, serve func(do func(C) error) http.Handler, writer func(C) http.ResponseWriter) app[C] {
	return app[C]{
		App: observe.App[C]{
			Serve: func(do func(C)) http.Handler {
				return serve(func(c C) error { do(c); return nil })
			},
			Early: func(c C) {
				writer(c).Header().Set("Content-Type", "application/x-own")
				writer(c).Header().Set("X-Field", "old")
			},
			Late:   func(c C) { writer(c).Header().Set("X-Late", "yes") },
			Teapot: func(c C) { writer(c).WriteHeader(http.StatusTeapot) },
			Tail:   func(c C) { io.WriteString(writer(c), "[tail]") },
		},
		pkg:   pkg,
		serve: serve,
	}
}

func (a app[C]) call(name string, do func(C) error) {
	a.Call(a.pkg+"."+name, func(c C) {
		if err := do(c); err != nil {
			panic(err)
		}
	})
}

// carrier shows what an error becomes.
func (a app[C]) carrier(name string, err error) {
	observe.Carrier(name, a.serve(func(C) error { return err }))
}

// made shows what an error becomes that a call makes.
func (a app[C]) made(name string, err error) {
	observe.Made(name, a.serve(func(C) error { return err }))
}

func (a app[C]) answers() {
	const status, text = observe.Status, observe.Marker
	type page struct{ Text string }
	value := page{text}
	for name, do := range map[string]func(C) error{
		"JSON":       func(c C) error { return c.JSON(status, value) },
		"JSONPretty": func(c C) error { return c.JSONPretty(status, value, " ") },
		"JSONBlob":   func(c C) error { return c.JSONBlob(status, []byte(text)) },
		"JSONP":      func(c C) error { return c.JSONP(status, "f", value) },
		"JSONPBlob":  func(c C) error { return c.JSONPBlob(status, "f", []byte(text)) },
		"XML":        func(c C) error { return c.XML(status, value) },
		"XMLPretty":  func(c C) error { return c.XMLPretty(status, value, " ") },
		"XMLBlob":    func(c C) error { return c.XMLBlob(status, []byte(text)) },
		"String":     func(c C) error { return c.String(status, text) },
		"HTML":       func(c C) error { return c.HTML(status, text) },
		"HTMLBlob":   func(c C) error { return c.HTMLBlob(status, []byte(text)) },
		"Blob":       func(c C) error { return c.Blob(status, observe.ContentType, []byte(text)) },
		"Stream":     func(c C) error { return c.Stream(status, observe.ContentType, strings.NewReader(text)) },
		"Render":     func(c C) error { return c.Render(status, "page", text) },
		"NoContent":  func(c C) error { return c.NoContent(status) },
		"Redirect":   func(c C) error { return c.Redirect(http.StatusSeeOther, observe.Location) },
		"SetCookie":  func(c C) error { c.SetCookie(&http.Cookie{Name: "field", Value: "new"}); return nil },
	} {
		a.call("Context."+name, do)
	}
	a.files("File", func(c C, name string) error { return c.File(name) })
	a.files("Attachment", func(c C, name string) error { return c.Attachment(name, "b.txt") })
	a.files("Inline", func(c C, name string) error { return c.Inline(name, "b.txt") })
}

// files shows what becomes of files that are there, are not, and are broken.
func (a app[C]) files(name string, send func(c C, name string) error) {
	row := a.pkg + ".Context." + name
	observe.Implied(row, a.serve(func(c C) error { return send(c, "a.txt") }),
		observe.Ask{},
		observe.Ask{Header: "Range: bytes=0-1"},
		observe.Ask{Header: "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"},
		observe.Ask{Header: `If-Match: "other"`},
		observe.Ask{Header: "Range: bytes=900000-"})
	observe.Implied(row, a.serve(func(c C) error { return send(c, "missing") }))
	observe.Implied(row, a.serve(func(c C) error { return send(c, "broken") }))
}

// disk is a file system of which one file cannot seek.
type disk struct{ fstest.MapFS }

var files = disk{fstest.MapFS{
	"a.txt":  {Data: []byte("text"), ModTime: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)},
	"broken": {},
}}

func (d disk) Open(name string) (fs.File, error) {
	f, err := d.MapFS.Open(name)
	if name == "broken" {
		return struct{ fs.File }{f}, err
	}
	return f, err
}

// never is the store of a rate limiter that lets nobody pass.
type never struct{}

func (never) Allow(string) (bool, error) { return false, nil }
