// Package middleware is what every request passes before a handler sees it.
package middleware

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/respvet/respvet/testdata/shopfiber/internal/apierr"
	"github.com/respvet/respvet/testdata/shopfiber/internal/reply"
)

// RequestID gives each request a number.
func RequestID(c fiber.Ctx) error {
	c.Set("X-Request-Id", rand.Text())
	return c.Next()
}

// Timing tells clients how long their request took.
func Timing(c fiber.Ctx) error {
	start := time.Now()
	err := c.Next()
	c.Set("Server-Timing", fmt.Sprint("total;dur=", time.Since(start).Milliseconds())) // ok: fiber sends nothing before the last handler is done
	return err
}

// Recover makes an error of a panic.
func Recover(c fiber.Ctx) (err error) {
	defer func() {
		if v := recover(); v != nil {
			slog.Error("panic", "value", fmt.Sprint(v), "stack", string(debug.Stack())) // ok: the log
			err = apierr.New(fiber.StatusInternalServerError, "internal", "something went wrong on our side")
		}
	}()
	return c.Next()
}

// RecoverDesk is Recover for the desk's own page.
func RecoverDesk(c fiber.Ctx) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = reply.Error(c, fiber.StatusInternalServerError, "panic", fmt.Sprintf("%v", v)) // BAD(errleak/panic): what the handler panicked with
		}
	}()
	return c.Next()
}

// Auth lets a request through that carries the token.
func Auth(token string) fiber.Handler {
	return func(c fiber.Ctx) error {
		given, ok := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
		if !ok {
			c.Set(fiber.HeaderWWWAuthenticate, "Bearer")
			return fiber.NewError(fiber.StatusUnauthorized, "the bearer token is missing") // ok
		}
		if subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
			return reply.Error(c, fiber.StatusUnauthorized, "token", "this token is not valid here") // BAD(errheader): a 401 without WWW-Authenticate
		}
		return c.Next()
	}
}

// Limit lets a client make so many requests a minute.
func Limit(n int) fiber.Handler {
	return limiter.New(limiter.Config{
		Max:        n,
		Expiration: time.Minute,
		LimitReached: func(c fiber.Ctx) error {
			return reply.Error(c, fiber.StatusTooManyRequests, "rate", "too many requests, try again in a minute") // BAD(statuscode/role): a 429 that only the gateway may send
		},
	})
}

// Desk lets only the desk through.
func Desk(c fiber.Ctx) error {
	if c.Get("X-Desk") == "" {
		return c.SendStatus(fiber.StatusForbidden) // BAD(rawerror): the word Forbidden as text/plain
	}
	return c.Next()
}
