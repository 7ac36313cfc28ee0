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
	"time"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/shopgin/internal/reply"
)

// RequestID gives each request a number, the client's own if it brought one.
func RequestID(c *gin.Context) {
	id := c.GetHeader("X-Request-Id")
	if id == "" {
		id = rand.Text()
	}
	c.Set("request-id", id)
	c.Header("X-Request-Id", id) // ok: before the answer
}

// Logging logs each request with its status and duration.
func Logging(c *gin.Context) {
	start := time.Now()
	c.Next()
	slog.InfoContext(c, "request", "path", c.Request.URL.Path, "status", c.Writer.Status(), "took", time.Since(start))
}

// Timing tells clients how long their request took.
func Timing(c *gin.Context) {
	start := time.Now()
	c.JSON(http.StatusOK, gin.H{"now": start.UTC()})
	c.Header("Server-Timing", fmt.Sprint("total;dur=", time.Since(start).Milliseconds())) // BAD(lateheader): the header is lost
}

// Errors answers for handlers that left an error and no answer.
func Errors(c *gin.Context) {
	c.Next()
	if last := c.Errors.Last(); last != nil && !c.Writer.Written() {
		reply.Fail(c, last.Err) // ok: says only what is public
	}
}

// VerboseErrors is Errors for the staff's routes, and older.
func VerboseErrors(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 && !c.Writer.Written() {
		reply.Error(c, http.StatusInternalServerError, "staff", c.Errors.String()) // BAD(errleak/error): whatever a handler left
	}
}

// Recover answers for handlers that panicked.
func Recover() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, v any) {
		slog.ErrorContext(c, "panic", "value", fmt.Sprint(v), "stack", string(debug.Stack())) // ok: the log
		reply.Error(c, http.StatusInternalServerError, "internal", "something went wrong on our side")
	})
}

// RecoverStaff answers for the staff's handlers that panicked.
func RecoverStaff(c *gin.Context) {
	defer func() {
		if v := recover(); v != nil {
			// BAD(errleak/panic): what the handler panicked with
			reply.To(c, http.StatusInternalServerError).Add("panic", fmt.Sprintf("panic: %v", v)).Send()
		}
	}()
	c.Next()
}

// Auth lets a request through that carries the token.
func Auth(token string) gin.HandlerFunc {
	return func(c *gin.Context) {
		given, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
		if !ok {
			c.Header("WWW-Authenticate", "Bearer")
			reply.Error(c, http.StatusUnauthorized, "token", "the bearer token is missing") // ok
			return
		}
		if subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
			reply.Error(c, http.StatusUnauthorized, "token", "this token is not valid here") // BAD(errheader): a 401 without WWW-Authenticate
			return
		}
		c.Next()
	}
}

// Staff lets only the staff through.
func Staff(c *gin.Context) {
	if c.GetHeader("X-Staff") == "" {
		c.AbortWithStatus(http.StatusForbidden) // BAD(rawerror/empty): a 403 without errors[]
	}
}

// Limit lets so many requests through at a time.
func Limit(n int64) gin.HandlerFunc {
	var active atomic.Int64
	return func(c *gin.Context) {
		defer active.Add(-1)
		if active.Add(1) > n {
			c.Header("Retry-After", "1")
			reply.Error(c, http.StatusTooManyRequests, "rate", "too many requests, try again in a second") // BAD(statuscode/role): a 429 that only the gateway may send
			return
		}
		c.Next()
	}
}
