package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

var fastApp = observe.App[*fasthttp.RequestCtx]{
	Serve: func(do func(*fasthttp.RequestCtx)) http.Handler { return behind(do) },
	Early: func(c *fasthttp.RequestCtx) {
		c.Response.Header.Set("Content-Type", "application/x-own")
		c.Response.Header.Set("X-Field", "old")
	},
	Late:   func(c *fasthttp.RequestCtx) { c.Response.Header.Set("X-Late", "yes") },
	Teapot: func(c *fasthttp.RequestCtx) { c.SetStatusCode(observe.Status) },
	Tail:   func(c *fasthttp.RequestCtx) { c.WriteString("[tail]") },
}

func fast() {
	const pkg = "github.com/valyala/fasthttp."
	marker, field := []byte(observe.Marker), []byte("X-Field")
	stream := func(w *bufio.Writer) { w.WriteString(observe.Marker) }

	call := func(name string, do func(*fasthttp.RequestCtx)) { fastApp.Call(pkg+"RequestCtx."+name, do) }
	call("Error", func(c *fasthttp.RequestCtx) { c.Error(observe.Marker, observe.Status) })
	call("NotFound", func(c *fasthttp.RequestCtx) { c.NotFound() })
	call("Redirect", func(c *fasthttp.RequestCtx) { c.Redirect(observe.Location, http.StatusSeeOther) })
	call("RedirectBytes", func(c *fasthttp.RequestCtx) { c.RedirectBytes([]byte(observe.Location), http.StatusSeeOther) })
	call("Success", func(c *fasthttp.RequestCtx) { c.Success(observe.ContentType, marker) })
	call("SuccessString", func(c *fasthttp.RequestCtx) { c.SuccessString(observe.ContentType, observe.Marker) })
	call("Write", func(c *fasthttp.RequestCtx) { c.Write(marker) })
	call("WriteString", func(c *fasthttp.RequestCtx) { c.WriteString(observe.Marker) })
	call("SetStatusCode", func(c *fasthttp.RequestCtx) { c.SetStatusCode(observe.Status) })
	call("SetBody", func(c *fasthttp.RequestCtx) { c.SetBody(marker) })
	call("SetBodyString", func(c *fasthttp.RequestCtx) { c.SetBodyString(observe.Marker) })
	call("SetBodyStream", func(c *fasthttp.RequestCtx) { c.SetBodyStream(strings.NewReader(observe.Marker), -1) })
	call("SetBodyStreamWriter", func(c *fasthttp.RequestCtx) { c.SetBodyStreamWriter(stream) })
	call("SetContentType", func(c *fasthttp.RequestCtx) { c.SetContentType(observe.ContentType) })
	call("SetContentTypeBytes", func(c *fasthttp.RequestCtx) { c.SetContentTypeBytes([]byte(observe.ContentType)) })

	response := func(name string, do func(*fasthttp.Response)) {
		fastApp.Call(pkg+"Response."+name, func(c *fasthttp.RequestCtx) { do(&c.Response) })
	}
	response("AppendBody", func(r *fasthttp.Response) { r.AppendBody(marker) })
	response("AppendBodyString", func(r *fasthttp.Response) { r.AppendBodyString(observe.Marker) })
	response("SetStatusCode", func(r *fasthttp.Response) { r.SetStatusCode(observe.Status) })
	response("SetBody", func(r *fasthttp.Response) { r.SetBody(marker) })
	response("SetBodyRaw", func(r *fasthttp.Response) { r.SetBodyRaw(marker) })
	response("SetBodyString", func(r *fasthttp.Response) { r.SetBodyString(observe.Marker) })
	response("SetBodyStream", func(r *fasthttp.Response) { r.SetBodyStream(strings.NewReader(observe.Marker), -1) })
	response("SetBodyStreamWriter", func(r *fasthttp.Response) { r.SetBodyStreamWriter(stream) })

	header := func(name string, do func(*fasthttp.ResponseHeader)) {
		fastApp.Call(pkg+name, func(c *fasthttp.RequestCtx) { do(&c.Response.Header) })
	}
	header("ResponseHeader.SetStatusCode", func(h *fasthttp.ResponseHeader) { h.SetStatusCode(observe.Status) })
	header("ResponseHeader.Set", func(h *fasthttp.ResponseHeader) { h.Set("x-field", "new") })
	header("ResponseHeader.SetBytesK", func(h *fasthttp.ResponseHeader) { h.SetBytesK(field, "new") })
	header("ResponseHeader.SetBytesKV", func(h *fasthttp.ResponseHeader) { h.SetBytesKV(field, []byte("new")) })
	header("ResponseHeader.SetBytesV", func(h *fasthttp.ResponseHeader) { h.SetBytesV("x-field", []byte("new")) })
	header("ResponseHeader.SetCanonical", func(h *fasthttp.ResponseHeader) { h.SetCanonical(field, []byte("new")) })
	header("ResponseHeader.Add", func(h *fasthttp.ResponseHeader) { h.Add("x-field", "new") })
	header("ResponseHeader.AddBytesK", func(h *fasthttp.ResponseHeader) { h.AddBytesK(field, "new") })
	header("ResponseHeader.AddBytesKV", func(h *fasthttp.ResponseHeader) { h.AddBytesKV(field, []byte("new")) })
	header("ResponseHeader.AddBytesV", func(h *fasthttp.ResponseHeader) { h.AddBytesV("x-field", []byte("new")) })
	header("ResponseHeader.Del", func(h *fasthttp.ResponseHeader) { h.Del("x-field") })
	header("ResponseHeader.DelBytes", func(h *fasthttp.ResponseHeader) { h.DelBytes(field) })
	header("ResponseHeader.SetCookie", func(h *fasthttp.ResponseHeader) {
		var cookie fasthttp.Cookie
		cookie.SetKey("field")
		cookie.SetValue("new")
		h.SetCookie(&cookie)
	})
	header("header.SetContentType", func(h *fasthttp.ResponseHeader) { h.SetContentType(observe.ContentType) })
	header("header.SetContentTypeBytes", func(h *fasthttp.ResponseHeader) { h.SetContentTypeBytes([]byte(observe.ContentType)) })

	name := file()
	dir := filepath.Join(filepath.Dir(name), "dir")
	if err := os.Mkdir(dir, 0o700); err != nil {
		panic(err)
	}
	for method, send := range map[string]func(*fasthttp.RequestCtx, string){
		"SendFile":      func(c *fasthttp.RequestCtx, path string) { c.SendFile(path) },
		"SendFileBytes": func(c *fasthttp.RequestCtx, path string) { c.SendFileBytes([]byte(path)) },
	} {
		observe.Implied(pkg+"RequestCtx."+method, behind(func(c *fasthttp.RequestCtx) { send(c, name) }), contentAsks...)
		for _, path := range []string{fmt.Sprintf("%s/missing", name), dir, dir + "/"} {
			observe.Implied(pkg+"RequestCtx."+method, behind(func(c *fasthttp.RequestCtx) { send(c, path) }))
		}
	}
}
