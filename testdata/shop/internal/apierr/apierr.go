// Package apierr has the errors whose text is meant for clients.
package apierr

import "net/http"

// An Error is an answer in the making: a status, a stable code for programs and
// a message for people. Its cause is for the log and never reaches a client.
type Error struct {
	Status  int
	Code    string
	Message string

	cause error
}

// Error returns the text for logs, cause included.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.Code + ": " + e.Message
	}
	return e.Code + ": " + e.Message + ": " + e.cause.Error() // ok: for the log
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// New returns an error with any status.
func New(status int, code, message string) *Error {
	return &Error{Status: status, Code: code, Message: message}
}

// Because is New with a cause for the log.
func Because(status int, code, message string, cause error) *Error {
	return &Error{Status: status, Code: code, Message: message, cause: cause} // ok: the cause is only logged
}

// Invalid refuses what a client sent.
func Invalid(code, message string) *Error { return New(http.StatusBadRequest, code, message) }

// NotFound says that something is not there.
func NotFound(code, message string) *Error { return New(http.StatusNotFound, code, message) }
