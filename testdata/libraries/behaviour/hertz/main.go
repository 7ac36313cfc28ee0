// Hertz shows what the calls of hertz do to a response.
package main

import (
	"context"
	"errors"
	"html/template"
	"io"
	"net/http"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/basic_auth"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/app/server/render"
	"github.com/cloudwego/hertz/pkg/common/config"
	"github.com/cloudwego/hertz/pkg/common/hlog"
	"github.com/cloudwego/hertz/pkg/common/ut"
	"github.com/cloudwego/hertz/pkg/protocol"
	"github.com/cloudwego/hertz/pkg/protocol/consts"
	"github.com/cloudwego/hertz/pkg/route"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/cloudwego/hertz/pkg/"

// serve answers every path with a handler.
func serve(do func(*app.RequestContext)) http.Handler {
	e := route.NewEngine(config.NewOptions(nil))
	e.Any("/*any", func(_ context.Context, c *app.RequestContext) {
		c.HTMLRender = render.HTMLProduction{Template: template.Must(template.New("page").Parse("{{.}}"))}
		do(c)
	})
	return bridge(e)
}

// bridge hands requests to an engine, which has a server of its own.
func bridge(e *route.Engine) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		var headers []ut.Header
		for name := range r.Header {
			headers = append(headers, ut.Header{Key: name, Value: r.Header.Get(name)})
		}
		res := ut.PerformRequest(e, r.Method, r.URL.String(), &ut.Body{Body: strings.NewReader(string(body)), Len: len(body)}, headers...).Result()
		res.Header.VisitAll(func(name, value []byte) {
			if string(name) != "Content-Length" {
				w.Header().Add(string(name), string(value))
			}
		})
		w.WriteHeader(res.StatusCode())
		w.Write(res.Body())
	})
}

var calls = observe.App[*app.RequestContext]{
	Serve: serve,
	Early: func(c *app.RequestContext) {
		c.Response.Header.Set("Content-Type", "application/x-own")
		c.Response.Header.Set("X-Field", "old")
	},
	Late:   func(c *app.RequestContext) { c.Response.Header.Set("X-Late", "yes") },
	Teapot: func(c *app.RequestContext) { c.SetStatusCode(http.StatusTeapot) },
	Tail:   func(c *app.RequestContext) { c.WriteString("[tail]") },
}

func main() {
	hlog.SetOutput(io.Discard)
	answers()
	headers()
	response()
	engines()
}

// call makes a call of a method of app.RequestContext.
func call(name string, do func(*app.RequestContext)) { calls.Call(pkg+"app.RequestContext."+name, do) }

func answers() {
	value := map[string]any{"text": observe.Marker}
	for name, encode := range map[string]func(*app.RequestContext, int, any){
		"JSON":                (*app.RequestContext).JSON,
		"IndentedJSON":        (*app.RequestContext).IndentedJSON,
		"PureJSON":            (*app.RequestContext).PureJSON,
		"AbortWithStatusJSON": (*app.RequestContext).AbortWithStatusJSON,
	} {
		call(name, func(c *app.RequestContext) { encode(c, observe.Status, value) })
	}
	call("XML", func(c *app.RequestContext) { c.XML(observe.Status, observe.Marker) })
	call("ProtoBuf", func(c *app.RequestContext) { c.ProtoBuf(observe.Status, wrapperspb.String(observe.Marker)) })
	call("String", func(c *app.RequestContext) { c.String(observe.Status, "%v", errors.New(observe.Marker)) })
	call("HTML", func(c *app.RequestContext) { c.HTML(observe.Status, "page", observe.Marker) })
	call("Data", func(c *app.RequestContext) { c.Data(observe.Status, observe.ContentType, []byte(observe.Marker)) })
	call("Render", func(c *app.RequestContext) { c.Render(observe.Status, own{}) })
	call("Redirect", func(c *app.RequestContext) { c.Redirect(http.StatusSeeOther, []byte(observe.Location)) })
	call("NotFound", func(c *app.RequestContext) { c.NotFound() })
	call("Status", func(c *app.RequestContext) { c.Status(observe.Status) })
	call("SetStatusCode", func(c *app.RequestContext) { c.SetStatusCode(observe.Status) })
	call("SetBodyString", func(c *app.RequestContext) { c.SetBodyString(observe.Marker) })
	call("SetBodyStream", func(c *app.RequestContext) { c.SetBodyStream(strings.NewReader(observe.Marker), -1) })
	call("Write", func(c *app.RequestContext) { c.Write([]byte(observe.Marker)) })
	call("WriteString", func(c *app.RequestContext) { c.WriteString(observe.Marker) })
	call("AbortWithStatus", func(c *app.RequestContext) { c.AbortWithStatus(observe.Status) })
	call("AbortWithMsg", func(c *app.RequestContext) { c.AbortWithMsg(observe.Marker, observe.Status) })
	call("AbortWithError", func(c *app.RequestContext) { c.AbortWithError(observe.Status, errors.New(observe.Marker)) })
}

func headers() {
	call("Header", func(c *app.RequestContext) { c.Header("x-field", "new") })
	call("SetContentType", func(c *app.RequestContext) { c.SetContentType(observe.ContentType) })
	call("SetContentTypeBytes", func(c *app.RequestContext) { c.SetContentTypeBytes([]byte(observe.ContentType)) })
	call("SetCookie", func(c *app.RequestContext) {
		c.SetCookie("field", "new", 0, "", "", protocol.CookieSameSiteDisabled, false, false)
	})
	call("SetPartitionedCookie", func(c *app.RequestContext) {
		c.SetPartitionedCookie("field", "new", 0, "", "", protocol.CookieSameSiteDisabled, false, false)
	})
}

// own renders text, and leaves the content type as it is.
type own struct{}

func (own) Render(r *protocol.Response) error {
	r.AppendBodyString(observe.Marker)
	return nil
}
func (own) WriteContentType(*protocol.Response) {}

// response shows the methods of the response and of its header.
func response() {
	for name, do := range map[string]func(*protocol.Response){
		"AppendBody":       func(r *protocol.Response) { r.AppendBody([]byte(observe.Marker)) },
		"AppendBodyString": func(r *protocol.Response) { r.AppendBodyString(observe.Marker) },
		"SetBody":          func(r *protocol.Response) { r.SetBody([]byte(observe.Marker)) },
		"SetBodyRaw":       func(r *protocol.Response) { r.SetBodyRaw([]byte(observe.Marker)) },
		"SetBodyStream":    func(r *protocol.Response) { r.SetBodyStream(strings.NewReader(observe.Marker), -1) },
		"SetBodyString":    func(r *protocol.Response) { r.SetBodyString(observe.Marker) },
		"SetStatusCode":    func(r *protocol.Response) { r.SetStatusCode(observe.Status) },
	} {
		calls.Call(pkg+"protocol.Response."+name, func(c *app.RequestContext) { do(&c.Response) })
	}
	cookie := &protocol.Cookie{}
	cookie.SetKey("field")
	cookie.SetValue("new")
	for name, do := range map[string]func(*protocol.ResponseHeader){
		"SetStatusCode":       func(h *protocol.ResponseHeader) { h.SetStatusCode(observe.Status) },
		"SetContentType":      func(h *protocol.ResponseHeader) { h.SetContentType(observe.ContentType) },
		"SetContentTypeBytes": func(h *protocol.ResponseHeader) { h.SetContentTypeBytes([]byte(observe.ContentType)) },
		"SetCookie":           func(h *protocol.ResponseHeader) { h.SetCookie(cookie) },
		"Set":                 func(h *protocol.ResponseHeader) { h.Set("x-field", "new") },
		"SetBytesV":           func(h *protocol.ResponseHeader) { h.SetBytesV("x-field", []byte("new")) },
		"SetCanonical":        func(h *protocol.ResponseHeader) { h.SetCanonical([]byte("X-Field"), []byte("new")) },
		"Add":                 func(h *protocol.ResponseHeader) { h.Add("x-field", "new") },
		"Del":                 func(h *protocol.ResponseHeader) { h.Del("x-field") },
		"DelBytes":            func(h *protocol.ResponseHeader) { h.DelBytes([]byte("X-Field")) },
	} {
		calls.Call(pkg+"protocol.ResponseHeader."+name, func(c *app.RequestContext) { do(&c.Response.Header) })
	}
}

// engines shows what routers and middleware answer of their own accord.
func engines() {
	missing := observe.Ask{Path: "/missing"}
	observe.Answers(pkg+"route.NewEngine", bridge(route.NewEngine(config.NewOptions(nil))), missing)
	observe.Answers(pkg+"app/server.New", bridge(server.New().Engine), missing)
	h := server.Default()
	h.GET("/panic", func(context.Context, *app.RequestContext) { panic(observe.Marker) })
	observe.Answers(pkg+"app/server.Default", bridge(h.Engine), missing, observe.Ask{Path: "/panic"})

	behind := func(mw app.HandlerFunc) http.Handler {
		e := route.NewEngine(config.NewOptions(nil))
		e.Use(mw)
		e.GET("/", func(context.Context, *app.RequestContext) { panic(observe.Marker) })
		return bridge(e)
	}
	observe.Answers(pkg+"app/middlewares/server/recovery.Recovery", behind(recovery.Recovery()))
	accounts := basic_auth.Accounts{"user": "password"}
	observe.Answers(pkg+"app/middlewares/server/basic_auth.BasicAuth", behind(basic_auth.BasicAuth(accounts)))
	observe.Answers(pkg+"app/middlewares/server/basic_auth.BasicAuthForRealm", behind(basic_auth.BasicAuthForRealm(accounts, "realm", "user")))
	if consts.StatusMessage(observe.Status) != http.StatusText(observe.Status) {
		panic("another text of the status")
	}
}
