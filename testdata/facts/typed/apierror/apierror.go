// Package apierror has the errors that are meant for clients.
package apierror

import "errors"

// An Error has a text for clients.
type Error struct {
	Code    int
	Message string
	cause   error
}

// Error returns the text for clients.
func (e *Error) Error() string { return e.Message } // want Error:`^returns\(param0.Message\)$`

// New keeps the cause to itself.
func New(code int, message string, cause error) *Error { // want New:`^returns\(apierror.Error{Code:param0 Message:param1 cause:param2}\)$`
	return &Error{Code: code, Message: message, cause: cause}
}

// ErrClosed is for everybody to read.
var ErrClosed = errors.New("the house is closed") // want ErrClosed:`^holds\(error\("the house is closed"\)\)$`

// Message returns the text for clients, of errors that have one.
func Message(err error) string { // want Message:`^returns\(param0.Message\) if param0 wraps apierror.Error \| returns\("internal error"\) if param0 wraps no apierror.Error$`
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return "internal error"
}
