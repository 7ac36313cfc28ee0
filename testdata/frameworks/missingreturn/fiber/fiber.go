// Package fiber goes on after it has answered through fiber's context.
package fiber

import (
	"github.com/gofiber/fiber/v2"
)

type store interface {
	Ticket(id string) (any, error)
}

type server struct{ store store }

func (s *server) get(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		c.Status(fiber.StatusNotFound).JSON(fiber.Map{"error": "no such ticket"}) // want `handler continues after \(\*fiber\.Ctx\)\.JSON sent 404: a second response is written at line \d+`
	}
	return c.JSON(t)
}

func (s *server) apart(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		c.Status(fiber.StatusNotFound)
		c.SendString("no such ticket") // want `handler continues after \(\*fiber\.Ctx\)\.SendString sent 404: a second response is written at line \d+`
	}
	return c.JSON(t)
}

func (s *server) left(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return c.Status(fiber.StatusNotFound).JSON(fiber.Map{"error": "no such ticket"}) // ok
	}
	return c.JSON(t)
}
