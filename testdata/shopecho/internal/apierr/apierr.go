// Package apierr has the errors whose text is meant for clients.
package apierr

import "net/http"

// An Error is an answer in the making. Its cause is for the log and never
// reaches a client.
type Error struct {
	Status  int
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
func New(status int, message string) *Error { return &Error{Status: status, Message: message} }

// Wrap is New with a cause for the log.
func Wrap(status int, message string, cause error) *Error {
	return &Error{Status: status, Message: message, cause: cause} // ok: the cause is only logged
}

// Because is Wrap for clients that ask why.
func Because(status int, message string, cause error) *Error {
	return &Error{Status: status, Message: message + ": " + cause.Error(), cause: cause}
}

// Invalid refuses what a client sent.
func Invalid(message string) *Error { return New(http.StatusBadRequest, message) }
