package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/basicauth"
	"github.com/gofiber/fiber/v3/middleware/cors"
	"github.com/gofiber/fiber/v3/middleware/csrf"
	"github.com/gofiber/fiber/v3/middleware/earlydata"
	"github.com/gofiber/fiber/v3/middleware/etag"
	"github.com/gofiber/fiber/v3/middleware/keyauth"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/gofiber/fiber/v3/middleware/proxy"
	"github.com/gofiber/fiber/v3/middleware/recover"
	"github.com/gofiber/fiber/v3/middleware/timeout"
	"github.com/valyala/fasthttp"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg3 = "github.com/gofiber/fiber/v3"

// serve3 serves an app whose handlers, for every path, are the given ones.
func serve3(config fiber.Config, handlers ...fiber.Handler) http.Handler {
	config.Views = views{}
	config.CBOREncoder, config.MsgPackEncoder = json.Marshal, json.Marshal // there is no encoder but what a service brings
	app := fiber.New(config)
	for _, h := range handlers {
		app.Use(h)
	}
	app.Get(observe.Location, func(c fiber.Ctx) error { return nil }).Name("there")
	return listen(func(ln net.Listener) error { return app.Listener(ln, fiber.ListenConfig{DisableStartupMessage: true}) })
}

func handle3(do func(fiber.Ctx) error) http.Handler { return serve3(fiber.Config{}, do) }

// app3 has handlers that return no error.
var app3 = observe.App[fiber.Ctx]{
	Serve: func(do func(fiber.Ctx)) http.Handler {
		return handle3(func(c fiber.Ctx) error { do(c); return nil })
	},
	Early: func(c fiber.Ctx) {
		c.Set("Content-Type", "application/x-own")
		c.Set("X-Field", "old")
	},
	Late:   func(c fiber.Ctx) { c.Set("X-Late", "yes") },
	Teapot: func(c fiber.Ctx) { c.Status(observe.Status) },
	Tail:   func(c fiber.Ctx) { c.WriteString("[tail]") },
}

// answerer3 is what Ctx, Res and DefaultRes share.
type answerer3 interface {
	Status(int) fiber.Ctx
	Type(string, ...string) fiber.Ctx
	JSON(any, ...string) error
	JSONP(any, ...string) error
	XML(any) error
	CBOR(any, ...string) error
	MsgPack(any, ...string) error
	AutoFormat(any) error
	Render(string, any, ...string) error
	Send([]byte) error
	SendString(string) error
	SendStream(io.Reader, ...int) error
	SendStreamWriter(func(*bufio.Writer)) error
	SendStatus(int) error
	SendFile(string, ...fiber.SendFile) error
	SendEarlyHints([]string) error
	Download(string, ...string) error
	Write([]byte) (int, error)
	WriteString(string) (int, error)
	Writef(string, ...any) (int, error)
	Set(string, string)
	Append(string, ...string)
	Vary(...string)
	Links(...string)
	Location(string)
	Attachment(...string)
	Cookie(*fiber.Cookie)
	ClearCookie(...string)
}

var (
	_ answerer3 = fiber.Ctx(nil)
	_ answerer3 = fiber.Res(nil)
)

func fiber3() {
	for recv, get := range map[string]func(fiber.Ctx) answerer3{
		"Ctx":        func(c fiber.Ctx) answerer3 { return c },
		"Res":        func(c fiber.Ctx) answerer3 { return c.Res() },
		"DefaultRes": func(c fiber.Ctx) answerer3 { return &c.(*fiber.DefaultCtx).DefaultRes },
	} {
		answers3(pkg3+"."+recv+".", get)
	}
	app3.Call(pkg3+".DefaultCtx.Status", func(c fiber.Ctx) { c.(*fiber.DefaultCtx).Status(observe.Status) })
	redirects3()
	errors3()
	middleware3()
}

func answers3(recv string, get func(fiber.Ctx) answerer3) {
	call := func(name string, do func(answerer3)) {
		app3.Call(recv+name, func(c fiber.Ctx) { do(get(c)) })
	}
	value := map[string]any{"text": observe.Marker}
	call("Status", func(c answerer3) { c.Status(observe.Status) })
	call("Type", func(c answerer3) { c.Type("given") })
	call("JSON", func(c answerer3) { c.JSON(value) })
	call("JSONP", func(c answerer3) { c.JSONP(value) })
	call("XML", func(c answerer3) { c.XML(observe.Marker) })
	call("CBOR", func(c answerer3) { c.CBOR(value) })
	call("MsgPack", func(c answerer3) { c.MsgPack(value) })
	for name, encode := range map[string]func(answerer3) error{
		"JSON":    func(c answerer3) error { return c.JSON(value, observe.ContentType) },
		"CBOR":    func(c answerer3) error { return c.CBOR(value, observe.ContentType) },
		"MsgPack": func(c answerer3) error { return c.MsgPack(value, observe.ContentType) },
	} {
		observe.Given(recv+name, handle3(func(c fiber.Ctx) error { return encode(get(c)) }))
	}
	call("AutoFormat", func(c answerer3) { c.AutoFormat(observe.Marker) })
	call("Render", func(c answerer3) { c.Render("page", value) })
	call("Send", func(c answerer3) { c.Send([]byte(observe.Marker)) })
	call("SendString", func(c answerer3) { c.SendString(observe.Marker) })
	call("SendStream", func(c answerer3) { c.SendStream(strings.NewReader(observe.Marker)) })
	call("SendStreamWriter", func(c answerer3) {
		c.SendStreamWriter(func(w *bufio.Writer) { w.WriteString(observe.Marker) })
	})
	call("SendStatus", func(c answerer3) { c.SendStatus(observe.Status) })
	call("SendEarlyHints", func(c answerer3) { c.SendEarlyHints([]string{"new"}) })
	call("Write", func(c answerer3) { c.Write([]byte(observe.Marker)) })
	call("WriteString", func(c answerer3) { c.WriteString(observe.Marker) })
	call("Writef", func(c answerer3) { c.Writef("%v", failure) })
	call("Set", func(c answerer3) { c.Set("x-field", "new") })
	call("Append", func(c answerer3) { c.Append("x-field", "new") })
	call("Vary", func(c answerer3) { c.Vary("new") })
	call("Links", func(c answerer3) { c.Links("new", "next") })
	call("Location", func(c answerer3) { c.Location("new") })
	call("Attachment", func(c answerer3) { c.Attachment("a.given") })
	call("Cookie", func(c answerer3) { c.Cookie(&fiber.Cookie{Name: "field", Value: "new"}) })
	call("ClearCookie", func(c answerer3) { c.ClearCookie("new") })

	name := file()
	others := []string{name + "/missing", filepath.Dir(name) + "/"}
	for method, send := range map[string]func(answerer3, string) error{
		"SendFile": func(c answerer3, path string) error { return c.SendFile(path, fiber.SendFile{ByteRange: true}) },
		"Download": func(c answerer3, path string) error { return c.Download(path) },
	} {
		observe.Implied(recv+method, handle3(func(c fiber.Ctx) error { return send(get(c), name) }), contentAsks...)
		for _, path := range others {
			observe.Implied(recv+method, handle3(func(c fiber.Ctx) error { return send(get(c), path) }))
		}
	}
}

func redirects3() {
	for name, to := range map[string]func(*fiber.Redirect) error{
		"To":    func(r *fiber.Redirect) error { return r.To(observe.Location) },
		"Back":  func(r *fiber.Redirect) error { return r.Back(observe.Location) },
		"Route": func(r *fiber.Redirect) error { return r.Route("there") },
	} {
		app3.Call(pkg3+".Redirect."+name, func(c fiber.Ctx) { to(c.Redirect().Status(http.StatusSeeOther)) })
		observe.Implied(pkg3+".Redirect."+name, handle3(func(c fiber.Ctx) error { return to(c.Redirect()) }))
	}
	app3.Call(pkg3+".Redirect.Status", func(c fiber.Ctx) { c.Redirect().Status(observe.Status).To(observe.Location) })
}

func errors3() {
	fails := func(err error) http.Handler { return handle3(func(fiber.Ctx) error { return err }) }
	observe.Carrier(pkg3+".Error", fails(fiber.NewError(observe.Status, observe.Marker)))
	observe.Carrier(pkg3+".error", fails(failure))
	sentinelsV3(fails)
	app3.Call(pkg3+".DefaultErrorHandler", func(c fiber.Ctx) {
		fiber.DefaultErrorHandler(c, fmt.Errorf("wrapped: %w", fiber.NewError(observe.Status, observe.Marker)))
	})
	observe.Implied(pkg3+".DefaultErrorHandler", handle3(func(c fiber.Ctx) error { return fiber.DefaultErrorHandler(c, failure) }))
	observe.Made(pkg3+".NewError", fails(fiber.NewError(observe.Status, observe.Marker)))
	observe.Made(pkg3+".NewErrorf", fails(fiber.NewErrorf(observe.Status, "%v", failure)))
	observe.Answers(pkg3+".New", serve3(fiber.Config{BodyLimit: 10}),
		observe.Ask{},
		observe.Ask{Method: "DELETE", Path: observe.Location},
		observe.Ask{Method: "POST", Body: strings.Repeat("a", 100)},
		observe.Ask{Header: "X-Long: " + strings.Repeat("a", 10000)})
}

func middleware3() {
	new := func(name string) string { return pkg3 + "/middleware/" + name }
	ok := func(c fiber.Ctx) error { return c.SendString("text") }
	slow := func(c fiber.Ctx) error { <-c.Context().Done(); return c.Context().Err() }
	observe.Answers(new("basicauth.New"), serve3(fiber.Config{}, basicauth.New(basicauth.Config{HeaderLimit: 20})),
		observe.Ask{Header: "Authorization: Basic *"}, observe.Ask{}, observe.Ask{Header: "Authorization: " + strings.Repeat("a", 30)})
	observe.Answers(new("cors.New"), with("Origin", "http://example.com", serve3(fiber.Config{}, cors.New())),
		observe.Ask{Method: "OPTIONS", Header: "Access-Control-Request-Method: PUT"})
	observe.Answers(new("csrf.New"), serve3(fiber.Config{}, csrf.New()), observe.Ask{Method: "POST"})
	observe.Answers(new("earlydata.New"), serve3(fiber.Config{TrustProxy: true, TrustProxyConfig: fiber.TrustProxyConfig{Proxies: []string{"0.0.0.0"}}}, earlydata.New()),
		observe.Ask{Method: "POST", Header: "Early-Data: 1"})
	observe.Answers(new("etag.New"), twice(serve3(fiber.Config{}, etag.New(), ok)))
	observe.Answers(new("keyauth.New"), serve3(fiber.Config{}, keyauth.New(keyauth.Config{
		Validator: func(fiber.Ctx, string) (bool, error) { return false, nil },
	})))
	observe.Answers(new("limiter.New"), twice(serve3(fiber.Config{}, limiter.New(limiter.Config{Max: 1}), ok)))
	observe.Answers(new("recover.New"), serve3(fiber.Config{}, recover.New(), func(fiber.Ctx) error { panic(observe.Marker) }))
	observe.Answers(new("timeout.New"), serve3(fiber.Config{}, func(c fiber.Ctx) error {
		if c.Path() == "/panic" {
			return timeout.New(func(fiber.Ctx) error { panic("no reason") }, timeout.Config{Timeout: time.Minute})(c)
		}
		return timeout.New(slow, timeout.Config{Timeout: time.Millisecond})(c)
	}), observe.Ask{}, observe.Ask{Path: "/panic"})

	observe.Answers(new("proxy.Balancer"), serve3(fiber.Config{}, proxy.Balancer(proxy.Config{Client: unreachableHost()})))
	clients := []*fasthttp.Client{unreachable()}
	observe.Answers(new("proxy.BalancerForward"), serve3(fiber.Config{}, proxy.BalancerForward([]string{"http://upstream"}, clients...)))
	observe.Answers(new("proxy.DomainForward"), serve3(fiber.Config{}, proxy.DomainForward("upstream", "http://upstream", clients...)))
	observe.Answers(new("proxy.Forward"), serve3(fiber.Config{}, proxy.Forward("http://upstream", clients...)))
}

// sentinelsV3 shows what the errors become that the package declares.
func sentinelsV3(fails func(error) http.Handler) {
	for name, err := range map[string]error{
		"ErrBadRequest": fiber.ErrBadRequest, "ErrUnauthorized": fiber.ErrUnauthorized,
		"ErrPaymentRequired": fiber.ErrPaymentRequired, "ErrForbidden": fiber.ErrForbidden,
		"ErrNotFound": fiber.ErrNotFound, "ErrMethodNotAllowed": fiber.ErrMethodNotAllowed,
		"ErrNotAcceptable": fiber.ErrNotAcceptable, "ErrProxyAuthRequired": fiber.ErrProxyAuthRequired,
		"ErrRequestTimeout": fiber.ErrRequestTimeout, "ErrConflict": fiber.ErrConflict, "ErrGone": fiber.ErrGone,
		"ErrLengthRequired": fiber.ErrLengthRequired, "ErrPreconditionFailed": fiber.ErrPreconditionFailed,
		"ErrRequestEntityTooLarge": fiber.ErrRequestEntityTooLarge, "ErrRequestURITooLong": fiber.ErrRequestURITooLong,
		"ErrUnsupportedMediaType":         fiber.ErrUnsupportedMediaType,
		"ErrRequestedRangeNotSatisfiable": fiber.ErrRequestedRangeNotSatisfiable,
		"ErrExpectationFailed":            fiber.ErrExpectationFailed, "ErrTeapot": fiber.ErrTeapot,
		"ErrMisdirectedRequest": fiber.ErrMisdirectedRequest, "ErrUnprocessableEntity": fiber.ErrUnprocessableEntity,
		"ErrLocked": fiber.ErrLocked, "ErrFailedDependency": fiber.ErrFailedDependency, "ErrTooEarly": fiber.ErrTooEarly,
		"ErrUpgradeRequired": fiber.ErrUpgradeRequired, "ErrPreconditionRequired": fiber.ErrPreconditionRequired,
		"ErrTooManyRequests":             fiber.ErrTooManyRequests,
		"ErrRequestHeaderFieldsTooLarge": fiber.ErrRequestHeaderFieldsTooLarge,
		"ErrUnavailableForLegalReasons":  fiber.ErrUnavailableForLegalReasons,
		"ErrInternalServerError":         fiber.ErrInternalServerError, "ErrNotImplemented": fiber.ErrNotImplemented,
		"ErrBadGateway": fiber.ErrBadGateway, "ErrServiceUnavailable": fiber.ErrServiceUnavailable,
		"ErrGatewayTimeout": fiber.ErrGatewayTimeout, "ErrHTTPVersionNotSupported": fiber.ErrHTTPVersionNotSupported,
		"ErrVariantAlsoNegotiates": fiber.ErrVariantAlsoNegotiates, "ErrInsufficientStorage": fiber.ErrInsufficientStorage,
		"ErrLoopDetected": fiber.ErrLoopDetected, "ErrNotExtended": fiber.ErrNotExtended,
		"ErrNetworkAuthenticationRequired": fiber.ErrNetworkAuthenticationRequired,
		"ErrRedirectBackNoFallback":        fiber.ErrRedirectBackNoFallback,
	} {
		observe.Carrier(pkg3+"."+name, fails(err))
	}
}
