package main

import (
	"errors"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

type pageV5 struct{}

func (pageV5) Render(_ *echo.Context, w io.Writer, name string, data any) error {
	return template.Must(template.New(name).Parse("{{.}}")).Execute(w, data)
}

func v5() {
	const pkg = "github.com/labstack/echo/v5"
	start := func() *echo.Echo {
		e := echo.New()
		e.Renderer, e.Filesystem = pageV5{}, files
		e.Logger = slog.New(slog.DiscardHandler)
		return e
	}
	serve := func(do func(*echo.Context) error) http.Handler {
		e := start()
		e.Any("/*", do)
		return e
	}
	a := newApp(pkg, serve, func(c *echo.Context) http.ResponseWriter { return c.Response() })
	a.answers()
	a.files("FileFS", func(c *echo.Context, name string) error { return c.FileFS(name, files) })
	own := func(c *echo.Context) *echo.Response {
		r, err := echo.UnwrapResponse(c.Response())
		if err != nil {
			panic(err)
		}
		return r
	}
	a.call("Response.WriteHeader", func(c *echo.Context) error { own(c).WriteHeader(observe.Status); return nil })
	a.call("Response.Write", func(c *echo.Context) error { _, err := own(c).Write([]byte(observe.Marker)); return err })
	a.call("Response.Flush", func(c *echo.Context) error { own(c).Flush(); return nil })
	observe.Hijack(pkg+".Response.Hijack", serve(func(c *echo.Context) error { return observe.TakeOver(own(c).Hijack()) }))

	a.carrier(pkg+".error", errors.New("inside"))
	a.made(pkg+".NewHTTPError", echo.NewHTTPError(observe.Status, observe.Marker))
	a.carrier(pkg+".HTTPError", echo.NewHTTPError(observe.Status, observe.Marker).Wrap(errors.New("inside")))
	for name, err := range map[string]error{
		"ErrBadRequest": echo.ErrBadRequest, "ErrUnauthorized": echo.ErrUnauthorized, "ErrForbidden": echo.ErrForbidden,
		"ErrNotFound": echo.ErrNotFound, "ErrMethodNotAllowed": echo.ErrMethodNotAllowed, "ErrRequestTimeout": echo.ErrRequestTimeout,
		"ErrStatusRequestEntityTooLarge": echo.ErrStatusRequestEntityTooLarge, "ErrUnsupportedMediaType": echo.ErrUnsupportedMediaType,
		"ErrTooManyRequests": echo.ErrTooManyRequests, "ErrInternalServerError": echo.ErrInternalServerError,
		"ErrBadGateway": echo.ErrBadGateway, "ErrServiceUnavailable": echo.ErrServiceUnavailable,
	} {
		a.carrier(pkg+"."+name, err)
	}

	router := start()
	router.GET("/", func(c *echo.Context) error { return nil })
	missing := []observe.Ask{{Path: "/missing"}, {Method: http.MethodPost}}
	observe.Answers(pkg+".New", router, missing...)
	configured := echo.NewWithConfig(echo.Config{})
	configured.GET("/", func(c *echo.Context) error { return nil })
	observe.Answers(pkg+".NewWithConfig", configured, missing...)

	const mw = pkg + "/middleware."
	behind := func(m echo.MiddlewareFunc) http.Handler {
		e := start()
		e.Use(m)
		e.Any("/", func(c *echo.Context) error { return nil })
		e.GET("/panic", func(c *echo.Context) error { panic("inside") })
		e.GET("/slow", func(c *echo.Context) error {
			<-c.Request().Context().Done()
			return c.Request().Context().Err()
		})
		return e
	}
	nobody := func(*echo.Context, string, string) (bool, error) { return false, nil }
	noKey := func(*echo.Context, string, middleware.ExtractorSource) (bool, error) { return false, nil }
	long := observe.Ask{Method: http.MethodPost, Body: strings.Repeat("a", 20)}
	const instant = time.Millisecond
	observe.Answers(mw+"BasicAuth", behind(middleware.BasicAuth(nobody)))
	observe.Answers(mw+"BasicAuthWithConfig", behind(middleware.BasicAuthWithConfig(middleware.BasicAuthConfig{Validator: nobody})))
	observe.Answers(mw+"BodyLimit", behind(middleware.BodyLimit(10)), long)
	observe.Answers(mw+"BodyLimitWithConfig", behind(middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{LimitBytes: 10})), long)
	observe.Answers(mw+"ContextTimeout", behind(middleware.ContextTimeout(instant)), observe.Ask{Path: "/slow"})
	observe.Answers(mw+"ContextTimeoutWithConfig", behind(middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: instant})), observe.Ask{Path: "/slow"})
	observe.Answers(mw+"RateLimiter", behind(middleware.RateLimiter(never{})))
	observe.Answers(mw+"RateLimiterWithConfig", behind(middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{Store: never{}})))
	observe.Answers(mw+"Recover", behind(middleware.Recover()), observe.Ask{Path: "/panic"})
	observe.Answers(mw+"RecoverWithConfig", behind(middleware.RecoverWithConfig(middleware.RecoverConfig{})), observe.Ask{Path: "/panic"})
	forged := []observe.Ask{{Method: http.MethodPost, Header: "X-CSRF-Token: forged"}, {Method: http.MethodPost}}
	observe.Answers(mw+"CSRF", behind(middleware.CSRF()), forged...)
	observe.Answers(mw+"CSRFWithConfig", behind(middleware.CSRFWithConfig(middleware.CSRFConfig{})), forged...)
	keys := []observe.Ask{{}, {Header: "Authorization: Bearer forged"}}
	observe.Answers(mw+"KeyAuth", behind(middleware.KeyAuth(noKey)), keys...)
	observe.Answers(mw+"KeyAuthWithConfig", behind(middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: noKey})), keys...)
	for name, err := range map[string]error{
		"ErrCSRFInvalid": middleware.ErrCSRFInvalid, "ErrExtractorError": middleware.ErrExtractorError,
		"ErrRateLimitExceeded": middleware.ErrRateLimitExceeded, "ErrInvalidKey": middleware.ErrInvalidKey, "ErrKeyMissing": middleware.ErrKeyMissing,
	} {
		a.carrier(mw+name, err)
	}
}
