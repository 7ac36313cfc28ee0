package main

import (
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gofiber/fiber/v2/middleware/csrf"
	"github.com/gofiber/fiber/v2/middleware/earlydata"
	"github.com/gofiber/fiber/v2/middleware/etag"
	"github.com/gofiber/fiber/v2/middleware/keyauth"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"github.com/gofiber/fiber/v2/middleware/proxy"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/gofiber/fiber/v2/middleware/timeout"
	"github.com/valyala/fasthttp"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg2 = "github.com/gofiber/fiber/v2"

// serve2 serves an app whose handlers, for every path, are the given ones.
func serve2(config fiber.Config, handlers ...fiber.Handler) http.Handler {
	config.Views, config.DisableStartupMessage = views{}, true
	app := fiber.New(config)
	for _, h := range handlers {
		app.Use(h)
	}
	app.Get(observe.Location, func(c *fiber.Ctx) error { return nil }).Name("there")
	return listen(func(ln net.Listener) error { return app.Listener(ln) })
}

func handle2(do func(*fiber.Ctx) error) http.Handler { return serve2(fiber.Config{}, do) }

// app2 has handlers that return no error.
var app2 = observe.App[*fiber.Ctx]{
	Serve: func(do func(*fiber.Ctx)) http.Handler {
		return handle2(func(c *fiber.Ctx) error { do(c); return nil })
	},
	Early: func(c *fiber.Ctx) {
		c.Set("Content-Type", "application/x-own")
		c.Set("X-Field", "old")
	},
	Late:   func(c *fiber.Ctx) { c.Set("X-Late", "yes") },
	Teapot: func(c *fiber.Ctx) { c.Status(observe.Status) },
	Tail:   func(c *fiber.Ctx) { c.WriteString("[tail]") },
}

func fiber2() {
	answers2()
	redirects2()
	errors2()
	middleware2()
}

func answers2() {
	call := func(name string, do func(*fiber.Ctx)) { app2.Call(pkg2+".Ctx."+name, do) }
	value := map[string]any{"text": observe.Marker}
	call("Status", func(c *fiber.Ctx) { c.Status(observe.Status) })
	call("Type", func(c *fiber.Ctx) { c.Type("given") })
	call("JSON", func(c *fiber.Ctx) { c.JSON(value) })
	call("JSONP", func(c *fiber.Ctx) { c.JSONP(value) })
	call("XML", func(c *fiber.Ctx) { c.XML(observe.Marker) })
	observe.Given(pkg2+".Ctx.JSON", handle2(func(c *fiber.Ctx) error { return c.JSON(value, observe.ContentType) }))
	call("Format", func(c *fiber.Ctx) { c.Format(observe.Marker) })
	call("Render", func(c *fiber.Ctx) { c.Render("page", value) })
	call("Send", func(c *fiber.Ctx) { c.Send([]byte(observe.Marker)) })
	call("SendString", func(c *fiber.Ctx) { c.SendString(observe.Marker) })
	call("SendStream", func(c *fiber.Ctx) { c.SendStream(strings.NewReader(observe.Marker)) })
	call("SendStatus", func(c *fiber.Ctx) { c.SendStatus(observe.Status) })
	call("Write", func(c *fiber.Ctx) { c.Write([]byte(observe.Marker)) })
	call("WriteString", func(c *fiber.Ctx) { c.WriteString(observe.Marker) })
	call("Writef", func(c *fiber.Ctx) { c.Writef("%v", failure) })
	call("Set", func(c *fiber.Ctx) { c.Set("x-field", "new") })
	call("Append", func(c *fiber.Ctx) { c.Append("x-field", "new") })
	call("Vary", func(c *fiber.Ctx) { c.Vary("new") })
	call("Links", func(c *fiber.Ctx) { c.Links("new", "next") })
	call("Location", func(c *fiber.Ctx) { c.Location("new") })
	call("Attachment", func(c *fiber.Ctx) { c.Attachment("a.given") })
	call("Cookie", func(c *fiber.Ctx) { c.Cookie(&fiber.Cookie{Name: "field", Value: "new"}) })
	call("ClearCookie", func(c *fiber.Ctx) { c.ClearCookie("new") })

	name := file()
	others := []string{name + "/missing", filepath.Dir(name) + "/"}
	for method, send := range map[string]func(*fiber.Ctx, string) error{
		"SendFile": func(c *fiber.Ctx, path string) error { return c.SendFile(path) },
		"Download": func(c *fiber.Ctx, path string) error { return c.Download(path) },
	} {
		observe.Implied(pkg2+".Ctx."+method, handle2(func(c *fiber.Ctx) error { return send(c, name) }), contentAsks...)
		for _, path := range others {
			observe.Implied(pkg2+".Ctx."+method, handle2(func(c *fiber.Ctx) error { return send(c, path) }))
		}
	}
}

func redirects2() {
	for name, to := range map[string]func(*fiber.Ctx, ...int) error{
		"Redirect":        func(c *fiber.Ctx, status ...int) error { return c.Redirect(observe.Location, status...) },
		"RedirectBack":    func(c *fiber.Ctx, status ...int) error { return c.RedirectBack(observe.Location, status...) },
		"RedirectToRoute": func(c *fiber.Ctx, status ...int) error { return c.RedirectToRoute("there", nil, status...) },
	} {
		app2.Call(pkg2+".Ctx."+name, func(c *fiber.Ctx) { to(c, http.StatusSeeOther) })
		observe.Implied(pkg2+".Ctx."+name, handle2(func(c *fiber.Ctx) error { return to(c) }))
	}
}

func errors2() {
	fails := func(err error) http.Handler { return handle2(func(*fiber.Ctx) error { return err }) }
	observe.Carrier(pkg2+".Error", fails(fiber.NewError(observe.Status, observe.Marker)))
	observe.Carrier(pkg2+".error", fails(failure))
	sentinelsV2(fails)
	app2.Call(pkg2+".DefaultErrorHandler", func(c *fiber.Ctx) {
		fiber.DefaultErrorHandler(c, fmt.Errorf("wrapped: %w", fiber.NewError(observe.Status, observe.Marker)))
	})
	observe.Implied(pkg2+".DefaultErrorHandler", handle2(func(c *fiber.Ctx) error { return fiber.DefaultErrorHandler(c, failure) }))
	observe.Made(pkg2+".NewError", fails(fiber.NewError(observe.Status, observe.Marker)))
	observe.Answers(pkg2+".New", serve2(fiber.Config{BodyLimit: 10}),
		observe.Ask{},
		observe.Ask{Method: "DELETE", Path: observe.Location},
		observe.Ask{Method: "POST", Body: strings.Repeat("a", 100)},
		observe.Ask{Header: "X-Long: " + strings.Repeat("a", 10000)})
}

func middleware2() {
	new := func(name string) string { return pkg2 + "/middleware/" + name }
	ok := func(c *fiber.Ctx) error { return c.SendString("text") }
	slow := func(c *fiber.Ctx) error { <-c.UserContext().Done(); return c.UserContext().Err() }
	observe.Answers(new("basicauth.New"), serve2(fiber.Config{}, basicauth.New(basicauth.Config{})))
	observe.Answers(new("cors.New"), with("Origin", "http://example.com", serve2(fiber.Config{}, cors.New())),
		observe.Ask{Method: "OPTIONS", Header: "Access-Control-Request-Method: PUT"})
	observe.Answers(new("csrf.New"), serve2(fiber.Config{}, csrf.New()), observe.Ask{Method: "POST"})
	observe.Answers(new("earlydata.New"), serve2(fiber.Config{}, earlydata.New()),
		observe.Ask{Method: "POST", Header: "Early-Data: 1"})
	observe.Answers(new("etag.New"), twice(serve2(fiber.Config{}, etag.New(), ok)))
	observe.Answers(new("keyauth.New"), serve2(fiber.Config{}, keyauth.New(keyauth.Config{
		Validator: func(*fiber.Ctx, string) (bool, error) { return false, nil },
	})), observe.Ask{}, observe.Ask{Header: "Authorization: Bearer wrong"})
	observe.Answers(new("limiter.New"), twice(serve2(fiber.Config{}, limiter.New(limiter.Config{Max: 1}), ok)))
	observe.Answers(new("recover.New"), serve2(fiber.Config{}, recover.New(), func(*fiber.Ctx) error { panic(observe.Marker) }))
	observe.Answers(new("timeout.New"), serve2(fiber.Config{}, timeout.New(func(*fiber.Ctx) error {
		time.Sleep(time.Second)
		return nil
	}, time.Millisecond)))
	observe.Answers(new("timeout.NewWithContext"), serve2(fiber.Config{}, timeout.NewWithContext(slow, time.Millisecond)))

	observe.Answers(new("proxy.Balancer"), serve2(fiber.Config{}, proxy.Balancer(proxy.Config{Client: unreachableHost()})))
	clients := []*fasthttp.Client{unreachable()}
	observe.Answers(new("proxy.BalancerForward"), serve2(fiber.Config{}, proxy.BalancerForward([]string{"http://upstream"}, clients...)))
	observe.Answers(new("proxy.DomainForward"), serve2(fiber.Config{}, proxy.DomainForward("upstream", "http://upstream", clients...)))
	observe.Answers(new("proxy.Forward"), serve2(fiber.Config{}, proxy.Forward("http://upstream", clients...)))
}

// sentinelsV2 shows what the errors become that the package declares.
func sentinelsV2(fails func(error) http.Handler) {
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
	} {
		observe.Carrier(pkg2+"."+name, fails(err))
	}
}
