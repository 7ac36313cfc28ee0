// Package leaf makes errors out of errors.
package leaf

import (
	"errors"
	"fmt"
)

// Note launders an error: the result is a new one with the old one's text.
func Note(what string, err error) error {
	return errors.New(what + ": " + err.Error())
}

// Wrap keeps the error, text and all.
func Wrap(what string, err error) error {
	return fmt.Errorf("%s: %w", what, err)
}

// Replace drops the error.
func Replace(_ error) error {
	err := errors.New("the basket cannot be changed")
	return err
}

// TooMany is built from constants and a number.
func TooMany(n int) error {
	return fmt.Errorf("%d articles are too many", n)
}
