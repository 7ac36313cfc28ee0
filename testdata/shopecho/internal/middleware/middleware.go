// Package middleware is what every request passes before a handler sees it.
package middleware

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/shopecho/internal/apierr"
	"github.com/respvet/respvet/testdata/shopecho/internal/reply"
)

// RequestID gives each request a number.
func RequestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()) // ok: before the answer
		return next(c)
	}
}

// Cache forbids clients to keep what they got.
func Cache(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Before(func() {
			c.Response().Header().Set("Cache-Control", "no-store") // ok: runs before the answer begins
		})
		return next(c)
	}
}

// Recover makes an error of a panic.
func Recover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if v := recover(); v != nil {
				slog.Error("panic", "value", fmt.Sprint(v), "stack", string(debug.Stack())) // ok: the log
				err = apierr.New(http.StatusInternalServerError, "something went wrong on our side")
			}
		}()
		return next(c)
	}
}

// RecoverJobs answers for jobs that panicked.
func RecoverJobs(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		defer func() {
			if v := recover(); v != nil {
				_ = reply.Error(c, http.StatusInternalServerError, string(debug.Stack())) // BAD(errleak/stack): the goroutine's stack
			}
		}()
		return next(c)
	}
}

// Auth lets a request through that carries the token.
func Auth(token string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			given, ok := strings.CutPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")
			if !ok {
				c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
				return echo.NewHTTPError(http.StatusUnauthorized, "the bearer token is missing") // ok
			}
			if subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
				return reply.Error(c, http.StatusUnauthorized, "this token is not valid here") // BAD(errheader): a 401 without WWW-Authenticate
			}
			return next(c)
		}
	}
}

// Limit lets so many requests through at a time.
func Limit(n int64) echo.MiddlewareFunc {
	var active atomic.Int64
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			defer active.Add(-1)
			if active.Add(1) > n {
				return reply.Error(c, http.StatusTooManyRequests, "too many requests, try again in a second") // ok: anyone may limit here
			}
			return next(c)
		}
	}
}
