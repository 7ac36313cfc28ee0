// Package guard lets those in who are logged in.
package guard

import (
	"errors"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/guarded/web"
)

var errLogin = errors.New("authentication required")

// User responds to those who are not, and says so.
func User(c web.Context) error {
	if c.User() == nil {
		web.SendError(c, http.StatusUnauthorized, "authentication required")
		return errLogin
	}
	return nil
}

// Known only says so.
func Known(c web.Context) error {
	if c.User() == nil {
		return errLogin
	}
	return nil
}

// Entered leaves it to a method that may do anything.
func Entered(c web.Context) error {
	if err := c.Enter(); err != nil {
		return errLogin
	}
	return nil
}

// Refused does so with one that gives nothing.
func Refused(c web.Context) bool {
	if c.User() == nil {
		c.Refuse()
		return false
	}
	return true
}

// Admin says it with a boolean.
func Admin(c web.Context) bool {
	if u := c.User(); u == nil || *u != "admin" {
		web.SendError(c, http.StatusUnauthorized, "no administrator")
		return false
	}
	return true
}
