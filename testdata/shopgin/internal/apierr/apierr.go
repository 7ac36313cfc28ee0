// Package apierr has the errors whose text is meant for clients.
package apierr

import "net/http"

// A Kind says what is wrong in a word for programs; it chooses the status.
type Kind string

// The kinds of refusals.
const (
	BadInput  Kind = "bad-input"
	Forbidden Kind = "forbidden"
	Absent    Kind = "absent"
	Taken     Kind = "taken"
	Locked    Kind = "locked"
)

// Status returns the status of a kind.
func (k Kind) Status() int {
	switch k {
	case BadInput, Taken:
		return http.StatusBadRequest
	case Forbidden:
		return http.StatusForbidden
	case Absent:
		return http.StatusNotFound
	case Locked:
		return http.StatusLocked
	default:
		return http.StatusInternalServerError
	}
}

// An Error is a refusal: its message is for clients, its cause for the log.
type Error struct {
	Kind    Kind
	Message string

	cause error
}

// Error returns the text for logs, cause included.
func (e *Error) Error() string {
	text := string(e.Kind) + ": " + e.Message
	if e.cause != nil {
		text += ": " + e.cause.Error() // ok: for the log
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// New returns a refusal.
func New(kind Kind, message string) *Error { return &Error{Kind: kind, Message: message} }

// Wrap returns a refusal with a cause, which only the log will show.
func Wrap(kind Kind, message string, cause error) *Error {
	return &Error{Kind: kind, Message: message, cause: cause}
}
