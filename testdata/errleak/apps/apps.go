// Package apps builds two apps of fiber, and gives one of them an error handler.
package apps

import (
	"log/slog"

	"github.com/gofiber/fiber/v3"
)

type store interface{ Save(string) error }

type server struct{ store store }

func (s *server) public() *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: handle})
	v1 := app.Group("/v1")
	v1.Get("/orders", s.orders)
	v1.Get("/both", s.both)
	return app
}

func (s *server) inner() *fiber.App {
	app := fiber.New()
	app.Group("/v1").Group("/carts").Get("/", s.carts)
	app.Get("/both", s.both)
	return app
}

func handle(c fiber.Ctx, err error) error {
	slog.Error("failed", "error", err)
	return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": "it failed"})
}

func (s *server) orders(c fiber.Ctx) error {
	if err := s.store.Save("orders"); err != nil {
		return err // ok: handle says nothing of it
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) carts(c fiber.Ctx) error {
	if err := s.store.Save("carts"); err != nil {
		return err // want `reaches the client in the body of a 500 Internal Server Error answer`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) both(c fiber.Ctx) error {
	if err := s.store.Save("both"); err != nil {
		return err // want `reaches the client in the body of a 500 Internal Server Error answer`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) elsewhere(c fiber.Ctx) error {
	if err := s.store.Save("elsewhere"); err != nil {
		return err // ok: which app it is for is not known
	}
	return c.SendStatus(fiber.StatusNoContent)
}
