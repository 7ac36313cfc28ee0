// Package disk keeps things, and does not know who asks.
package disk

import (
	"errors"
	"os"

	"github.com/gofiber/fiber/v3"
)

// Remove says what the operating system says.
func Remove(name string) error { return os.Remove(name) }

// Check says what is wrong in its own words.
func Check(name string) error {
	if name == "" {
		return errors.New("a cart has a name")
	}
	return nil
}

// Closed is an answer of its own.
func Closed() error { return fiber.NewError(fiber.StatusConflict, "the disk is closed") }
