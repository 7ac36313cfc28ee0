package main

import (
	"errors"
	"html/template"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

type pageV4 struct{}

func (pageV4) Render(w io.Writer, name string, data any, _ echo.Context) error {
	return template.Must(template.New(name).Parse("{{.}}")).Execute(w, data)
}

func v4() {
	const pkg = "github.com/labstack/echo/v4"
	start := func() *echo.Echo {
		e := echo.New()
		e.Renderer, e.Filesystem = pageV4{}, files
		e.Logger.SetOutput(io.Discard)
		return e
	}
	serve := func(do func(echo.Context) error) http.Handler {
		e := start()
		e.Any("/*", do)
		return e
	}
	a := newApp(pkg, serve, func(c echo.Context) http.ResponseWriter { return c.Response() })
	a.answers()
	a.call("Response.WriteHeader", func(c echo.Context) error { c.Response().WriteHeader(observe.Status); return nil })
	a.call("Response.Write", func(c echo.Context) error { _, err := c.Response().Write([]byte(observe.Marker)); return err })
	a.call("Response.Flush", func(c echo.Context) error { c.Response().Flush(); return nil })
	observe.Hijack(pkg+".Response.Hijack", serve(func(c echo.Context) error { return observe.TakeOver(c.Response().Hijack()) }))

	a.carrier(pkg+".error", errors.New("inside"))
	a.made(pkg+".NewHTTPError", echo.NewHTTPError(observe.Status, observe.Marker))
	a.carrier(pkg+".HTTPError", echo.NewHTTPError(observe.Status, observe.Marker).SetInternal(errors.New("inside")))
	for name, err := range map[string]error{
		"ErrBadRequest": echo.ErrBadRequest, "ErrUnauthorized": echo.ErrUnauthorized, "ErrPaymentRequired": echo.ErrPaymentRequired,
		"ErrForbidden": echo.ErrForbidden, "ErrNotFound": echo.ErrNotFound, "ErrMethodNotAllowed": echo.ErrMethodNotAllowed,
		"ErrNotAcceptable": echo.ErrNotAcceptable, "ErrProxyAuthRequired": echo.ErrProxyAuthRequired,
		"ErrRequestTimeout": echo.ErrRequestTimeout, "ErrConflict": echo.ErrConflict, "ErrGone": echo.ErrGone,
		"ErrLengthRequired": echo.ErrLengthRequired, "ErrPreconditionFailed": echo.ErrPreconditionFailed,
		"ErrStatusRequestEntityTooLarge": echo.ErrStatusRequestEntityTooLarge, "ErrRequestURITooLong": echo.ErrRequestURITooLong,
		"ErrUnsupportedMediaType": echo.ErrUnsupportedMediaType, "ErrRequestedRangeNotSatisfiable": echo.ErrRequestedRangeNotSatisfiable,
		"ErrExpectationFailed": echo.ErrExpectationFailed, "ErrTeapot": echo.ErrTeapot, "ErrMisdirectedRequest": echo.ErrMisdirectedRequest,
		"ErrUnprocessableEntity": echo.ErrUnprocessableEntity, "ErrLocked": echo.ErrLocked, "ErrFailedDependency": echo.ErrFailedDependency,
		"ErrTooEarly": echo.ErrTooEarly, "ErrUpgradeRequired": echo.ErrUpgradeRequired, "ErrPreconditionRequired": echo.ErrPreconditionRequired,
		"ErrTooManyRequests": echo.ErrTooManyRequests, "ErrRequestHeaderFieldsTooLarge": echo.ErrRequestHeaderFieldsTooLarge,
		"ErrUnavailableForLegalReasons": echo.ErrUnavailableForLegalReasons, "ErrInternalServerError": echo.ErrInternalServerError,
		"ErrNotImplemented": echo.ErrNotImplemented, "ErrBadGateway": echo.ErrBadGateway, "ErrServiceUnavailable": echo.ErrServiceUnavailable,
		"ErrGatewayTimeout": echo.ErrGatewayTimeout, "ErrHTTPVersionNotSupported": echo.ErrHTTPVersionNotSupported,
		"ErrVariantAlsoNegotiates": echo.ErrVariantAlsoNegotiates, "ErrInsufficientStorage": echo.ErrInsufficientStorage,
		"ErrLoopDetected": echo.ErrLoopDetected, "ErrNotExtended": echo.ErrNotExtended,
		"ErrNetworkAuthenticationRequired": echo.ErrNetworkAuthenticationRequired,
	} {
		a.carrier(pkg+"."+name, err)
	}

	router := start()
	router.GET("/", func(c echo.Context) error { return nil })
	observe.Answers(pkg+".New", router, observe.Ask{Path: "/missing"}, observe.Ask{Method: http.MethodPost})

	const mw = pkg + "/middleware."
	behind := func(m echo.MiddlewareFunc) http.Handler {
		e := start()
		e.Use(m)
		e.Any("/", func(c echo.Context) error { return nil })
		e.GET("/panic", func(c echo.Context) error { panic("inside") })
		e.GET("/slow", func(c echo.Context) error {
			<-c.Request().Context().Done()
			return c.Request().Context().Err()
		})
		return e
	}
	nobody := func(string, string, echo.Context) (bool, error) { return false, nil }
	noKey := func(string, echo.Context) (bool, error) { return false, nil }
	long := observe.Ask{Method: http.MethodPost, Body: strings.Repeat("a", 20)}
	const instant = time.Millisecond
	observe.Answers(mw+"BasicAuth", behind(middleware.BasicAuth(nobody)))
	observe.Answers(mw+"BasicAuthWithConfig", behind(middleware.BasicAuthWithConfig(middleware.BasicAuthConfig{Validator: nobody})))
	observe.Answers(mw+"BodyLimit", behind(middleware.BodyLimit("10B")), long)
	observe.Answers(mw+"BodyLimitWithConfig", behind(middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: "10B"})), long)
	observe.Answers(mw+"ContextTimeout", behind(middleware.ContextTimeout(instant)), observe.Ask{Path: "/slow"})
	observe.Answers(mw+"ContextTimeoutWithConfig", behind(middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: instant})), observe.Ask{Path: "/slow"})
	observe.Answers(mw+"Timeout", behind(middleware.TimeoutWithConfig(middleware.TimeoutConfig{Timeout: instant})), observe.Ask{Path: "/slow"})
	observe.Answers(mw+"TimeoutWithConfig", behind(middleware.TimeoutWithConfig(middleware.TimeoutConfig{Timeout: instant})), observe.Ask{Path: "/slow"})
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
		"ErrRateLimitExceeded": middleware.ErrRateLimitExceeded,
	} {
		a.carrier(mw+name, err)
	}
}
