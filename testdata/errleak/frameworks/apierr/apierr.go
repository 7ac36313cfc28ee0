// Package apierr has errors with a status.
package apierr

// An Error is an answer in the making.
type Error struct {
	Status int
	Text   string
	cause  error
}

func (e *Error) Error() string { return e.Text }

// Wrap keeps the cause for the log.
func Wrap(status int, text string, cause error) *Error {
	return &Error{Status: status, Text: text, cause: cause} // ok
}

// Because puts it into the text.
func Because(status int, text string, cause error) *Error {
	return &Error{Status: status, Text: text + ": " + cause.Error()} // ok: nothing here says that it is sent
}
