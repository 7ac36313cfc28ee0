// Package apps builds two apps of fiber, and gives one of them an error handler.
package apps

import (
	"log/slog"

	"github.com/gofiber/fiber/v3"

	"github.com/respvet/respvet/testdata/errleak/apps/disk"
)

type store interface{ Save(string) error }

type server struct {
	store store
	audit func(string) error
}

func (s *server) public() *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: handle})
	v1 := app.Group("/v1")
	v1.Get("/orders", s.orders)
	v1.Get("/both", s.both)
	v1.Get("/orders/:id", s.order)
	return app
}

func (s *server) inner() *fiber.App {
	app := fiber.New()
	app.Group("/v1").Group("/carts").Get("/", s.carts)
	app.Get("/both", s.both)
	app.Get("/carts/:id", s.cart)
	app.Get("/carts/:id/lines", s.lines)
	app.Get("/carts/:id/audit", s.audited)
	app.Get("/carts/:id/note", s.note)
	app.Get("/carts/:id/next", s.next)
	app.Get("/carts/:id/closed", s.closed)
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
		return err // want `is sent to the client in the body of the 500`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) both(c fiber.Ctx) error {
	if err := s.store.Save("both"); err != nil {
		return err // want `is sent to the client in the body of the 500`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) elsewhere(c fiber.Ctx) error {
	if err := s.store.Save("elsewhere"); err != nil {
		return err // ok: which app it is for is not known
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *server) order(c fiber.Ctx) error {
	return s.store.Save(c.Params("id")) // ok: handle says nothing of it
}

func (s *server) cart(c fiber.Ctx) error {
	return s.store.Save(c.Params("id")) // want `error text from apps\.store\.Save is sent to the client in the body of the 500`
}

func (s *server) lines(c fiber.Ctx) error {
	return disk.Remove(c.Params("id")) // want `error text from disk\.Remove is sent to the client in the body of the 500`
}

func (s *server) audited(c fiber.Ctx) error {
	return s.audit(c.Params("id")) // want `is sent to the client in the body of the 500`
}

func (s *server) note(c fiber.Ctx) error {
	return disk.Check(c.Params("id")) // ok: its text is constant
}

func (s *server) closed(c fiber.Ctx) error {
	return disk.Closed() // ok: an error of fiber's, with a text of its own
}

// next leaves the request to the handler behind it.
func (s *server) next(c fiber.Ctx) error {
	return c.Next() // ok: reported in that handler
}
