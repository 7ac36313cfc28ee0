// Package apierr has the errors whose text is meant for clients.
package apierr

import "github.com/gofiber/fiber/v3"

// An Error is an answer in the making. Its cause is for the log and never
// reaches a client.
type Error struct {
	Status  int
	Code    string
	Message string

	cause error
}

// Error returns the text for logs, cause included.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.cause.Error() // ok: for the log
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// New returns an error with any status.
func New(status int, code, message string) *Error {
	return &Error{Status: status, Code: code, Message: message}
}

// Wrap is New with a cause for the log.
func Wrap(status int, code, message string, cause error) *Error {
	e := New(status, code, message)
	e.cause = cause // ok: the cause is only logged
	return e
}

// Invalid refuses what a client sent.
func Invalid(message string) *Error { return New(fiber.StatusBadRequest, "invalid", message) }

// NotFound says that something is not there.
func NotFound(kind string, cause error) *Error {
	return Wrap(fiber.StatusNotFound, kind, "there is no such "+kind, cause)
}
