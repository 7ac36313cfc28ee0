// Package reply is how the shop's handlers answer.
package reply

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"example.com/shop/internal/apierr"
)

// Item is one error of an answer.
type Item struct {
	Code          string `json:"errorCode"`
	Message       string `json:"errorMessage"`
	CorrelationID string `json:"correlationId,omitempty"`
}

type errorBody struct {
	Errors []Item `json:"errors"`
}

// JSON answers with any value.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		slog.Error("encode answer", "error", err) // ok: the log
	}
}

// List answers with a list. A nil slice is sent as an empty one.
func List[T any](w http.ResponseWriter, items []T) {
	if items == nil {
		items = []T{}
	}
	JSON(w, http.StatusOK, map[string][]T{"data": items})
}

// Error answers with one error.
func Error(w http.ResponseWriter, status int, code, message string) {
	JSON(w, status, errorBody{Errors: []Item{{Code: code, Message: message}}})
}

// Fail answers with the public text of an *apierr.Error, and logs any other
// error behind a text that says nothing.
func Fail(w http.ResponseWriter, r *http.Request, err error) {
	var e *apierr.Error
	if errors.As(err, &e) {
		slog.InfoContext(r.Context(), "request refused", "error", err)
		Error(w, e.Status, e.Code, e.Message) // ok: a typed error's public text
		return
	}
	if errors.Is(err, context.DeadlineExceeded) {
		Error(w, http.StatusGatewayTimeout, "timeout", "the request took too long, try again later") // ok: constant text
		return
	}
	slog.ErrorContext(r.Context(), "request failed", "error", err)
	Error(w, http.StatusInternalServerError, "internal", "something went wrong on our side") // ok: constant text
}

// OK reports whether err is nil. If it is not, OK has answered and the handler
// has nothing left to do.
func OK(w http.ResponseWriter, r *http.Request, err error) bool {
	if err == nil {
		return true
	}
	Fail(w, r, err)
	return false
}

// A Builder collects an answer of several errors.
type Builder struct {
	w      http.ResponseWriter
	status int
	items  []Item
}

// To starts an answer.
func To(w http.ResponseWriter) *Builder {
	return &Builder{w: w, status: http.StatusInternalServerError}
}

// Status chooses the status.
func (b *Builder) Status(status int) *Builder {
	b.status = status
	return b
}

// Add adds an error.
func (b *Builder) Add(code, message string) *Builder {
	b.items = append(b.items, Item{Code: code, Message: message})
	return b
}

// Correlate marks every error with the request's number.
func (b *Builder) Correlate(id string) *Builder {
	for i := range b.items {
		b.items[i].CorrelationID = id
	}
	return b
}

// Empty reports whether there is no error to send.
func (b *Builder) Empty() bool { return len(b.items) == 0 }

// Send answers with what was collected.
func (b *Builder) Send() {
	JSON(b.w, b.status, errorBody{Errors: b.items})
}
