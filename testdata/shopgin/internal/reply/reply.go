// Package reply is how the warehouse's handlers answer.
package reply

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/shopgin/internal/apierr"
)

// Item is one error of an answer.
type Item struct {
	Code          string `json:"errorCode"`
	Message       string `json:"errorMessage"`
	CorrelationID string `json:"correlationId,omitempty"`
}

// Body is what every error is sent as.
type Body struct {
	Errors []Item `json:"errors"`
}

// OK answers with a value.
func OK(c *gin.Context, v any) { c.JSON(http.StatusOK, v) }

// List answers with a list. A nil slice is sent as an empty one.
func List[T any](c *gin.Context, items []T) {
	if items == nil {
		items = []T{}
	}
	c.JSON(http.StatusOK, gin.H{"data": items})
}

// Page is a list as the oldest handlers send it.
type Page[T any] struct {
	Data  []T `json:"data"`
	Total int `json:"total"`
}

// Error answers with one error and ends the chain.
func Error(c *gin.Context, status int, code, message string) {
	c.AbortWithStatusJSON(status, Body{Errors: []Item{{Code: code, Message: message}}})
}

// BadRequest answers 400.
func BadRequest(c *gin.Context, message string) {
	Error(c, http.StatusBadRequest, "bad-request", message)
}

// NotFound answers 404 for a thing of some kind.
func NotFound(c *gin.Context, kind string) {
	Error(c, http.StatusNotFound, kind, "there is no such "+kind)
}

// Fail answers with the public text of an *apierr.Error, and logs any other
// error behind a text that says nothing.
func Fail(c *gin.Context, err error) {
	var e *apierr.Error
	switch {
	case errors.As(err, &e):
		slog.InfoContext(c, "request refused", "error", err)
		refuse(c, e.Kind, e.Message) // ok: a typed error's public text
	case errors.Is(err, context.DeadlineExceeded):
		Error(c, http.StatusGatewayTimeout, "timeout", "the request took too long, try again later") // ok: constant text
	default:
		slog.ErrorContext(c, "request failed", "error", err)
		Error(c, http.StatusInternalServerError, "internal", "something went wrong on our side") // ok: constant text
	}
}

// refuse lets the kind of an error choose the status.
func refuse(c *gin.Context, kind apierr.Kind, message string) {
	Error(c, kind.Status(), string(kind), message) // BAD(statuscode/undocumented): a 423 from Kind.Status that the contract does not know
}

// SuccessOrAbort reports whether err is nil. If it is not, it has answered.
func SuccessOrAbort(c *gin.Context, status int, err error) bool {
	if err == nil {
		return true
	}
	Error(c, status, "failed", err.Error()) // BAD(errleak/error): what the store said, for every caller
	return false
}

// A Builder collects an answer of several errors.
type Builder struct {
	c      *gin.Context
	status int
	body   Body
}

// To starts an answer with a status.
func To(c *gin.Context, status int) *Builder { return &Builder{c: c, status: status} }

// Add adds an error.
func (b *Builder) Add(code, message string) *Builder {
	b.body.Errors = append(b.body.Errors, Item{Code: code, Message: message, CorrelationID: b.c.GetString("request-id")})
	return b
}

// Empty reports whether nothing was added.
func (b *Builder) Empty() bool { return len(b.body.Errors) == 0 }

// Send answers with what was collected.
func (b *Builder) Send() { b.c.AbortWithStatusJSON(b.status, b.body) }
