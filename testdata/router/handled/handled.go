// Package handled makes an answer of its own of every error.
package handled

import (
	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/gofiber/fiber/v3/middleware/recover"
)

func app() error {
	app := fiber.New(fiber.Config{ErrorHandler: func(c fiber.Ctx, err error) error { // ok
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"errors": []fiber.Map{{"errorCode": "failed", "errorMessage": "it failed"}}})
	}})
	app.Use(recover.New()) // ok: it returns an error
	app.Use(limiter.New()) // want `limiter\.New sends its own 429 as text/plain; contract wpp requires a JSON body with errors\[\]`
	return app.Listen(":80")
}
