// Package leaf has the errors that clients may read.
package leaf

import "errors"

// A Notice is an error with a text for clients; its cause is for the log.
type Notice struct {
	Status int
	Text   string
	Cause  error
}

func (n *Notice) Error() string { return n.Text }

// Unwrap returns the cause.
func (n *Notice) Unwrap() error { return n.Cause }

// New returns a notice; the cause is kept out of the text.
func New(status int, text string, cause error) *Notice {
	return &Notice{Status: status, Text: text, Cause: cause} // ok: the cause is only logged
}

// Because returns a notice whose text names the cause.
func Because(status int, text string, cause error) *Notice {
	return &Notice{Status: status, Text: text + ": " + cause.Error(), Cause: cause} // ok: not an answer yet
}

// ErrGone is what clients read of a room that was pulled down.
var ErrGone = errors.New("the room is gone")
