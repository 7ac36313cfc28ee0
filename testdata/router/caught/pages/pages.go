// Package pages has handlers that other packages register.
package pages

import (
	"log/slog"

	"github.com/gofiber/fiber/v3"
)

// Missing answers every request.
func Missing(c fiber.Ctx) error {
	return c.Status(fiber.StatusNotFound).JSON(fiber.Map{"errors": []fiber.Map{{"errorCode": "missing", "errorMessage": "there is no such thing"}}})
}

// Logged leaves them to the next handler.
func Logged(c fiber.Ctx) error {
	slog.Info("asked", "path", c.Path())
	return c.Next()
}
