// Package leaf makes errors for huma, in the ways of real projects.
package leaf

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// Broken makes a 500 of an error's text.
func Broken(err error) error {
	return huma.Error500InternalServerError("internal error", err) // want `\(errleak/error\)`
}

// BrokenQuietly makes a 500 and logs the error.
func BrokenQuietly(err error) error {
	slog.Error("request failed", "error", err)
	return huma.Error500InternalServerError("internal error") // ok: constant text
}

// Refuse makes an error with any status.
func Refuse(status int, text string, cause error) error {
	slog.Info(text, "cause", cause)
	return huma.NewError(status, text) // ok: the cause is only logged
}

// A Book holds members.
type Book interface {
	Find(token string) (string, error)
}

// Resolve returns a member, or a status and the error.
func Resolve(book Book, token string) (string, int, error) {
	if token == "" {
		return "", http.StatusUnauthorized, errors.New("the token is missing")
	}
	name, err := book.Find(token)
	if err != nil {
		return "", 498, err
	}
	return name, http.StatusOK, nil
}

// A Kind says what is wrong in a word.
type Kind string

// The kinds.
const (
	BadInput Kind = "bad-input"
	Odd      Kind = "odd"
)

// Wrap launders an error.
func Wrap(text string, err error) error { return errors.New(text + ": " + err.Error()) }

// A Notification is an error of the project's own that huma sends as it is.
type Notification struct {
	Status int    `json:"status"`
	Text   string `json:"text"`
	Cause  error  `json:"-"`
}

func (n *Notification) Error() string { return n.Text }

// GetStatus tells huma the status.
func (n *Notification) GetStatus() int { return n.Status }

// New returns a notification; the cause is kept out of the text.
func New(status int, text string, cause error) *Notification {
	return &Notification{Status: status, Text: text, Cause: cause} // ok: not encoded
}

// Because returns a notification whose text names the cause.
func Because(status int, text string, cause error) *Notification {
	return &Notification{Status: status, Text: text + ": " + cause.Error(), Cause: cause} // ok: not an answer yet
}
