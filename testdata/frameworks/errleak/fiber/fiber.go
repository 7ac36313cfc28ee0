// Package fiber sends the text of errors through fiber's context and errors.
package fiber

import (
	"fmt"

	"github.com/gofiber/fiber/v2"
)

type store interface {
	Ticket(id string) (any, error)
}

type server struct{ store store }

func (s *server) get(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error()) // want `error text from fiber\.store\.Ticket is sent to the client in the body of the 500`
	}
	return c.JSON(t)
}

func (s *server) said(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return c.Status(fiber.StatusBadGateway).SendString(fmt.Sprintf("cannot load the ticket: %v", err)) // want `error text from fiber\.store\.Ticket is sent to the client in the body of the 502`
	}
	return c.JSON(t)
}

func (s *server) answered(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // want `error text from fiber\.store\.Ticket is sent to the client in the body of the 500`
	}
	return c.JSON(t)
}

func (s *server) literal(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return &fiber.Error{Code: fiber.StatusInternalServerError, Message: err.Error()} // want `error text from fiber\.store\.Ticket is sent to the client in the body of the 500`
	}
	return c.JSON(t)
}

func (s *server) kept(c *fiber.Ctx) error {
	t, err := s.store.Ticket(c.Params("id"))
	if err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, fmt.Sprintf("no ticket %q", c.Params("id"))) // ok
	}
	return c.JSON(t)
}
