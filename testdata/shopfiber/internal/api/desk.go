package api

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/gofiber/fiber/v3"
	"github.com/respvet/respvet/testdata/shopfiber/internal/reply"
	"github.com/respvet/respvet/testdata/shopfiber/internal/store"
)

// must is for what cannot go wrong.
func must(err error) {
	if err != nil {
		panic(err) // ok: RecoverDesk is what prints it
	}
}

func (s *Server) count(c fiber.Ctx) error {
	all, err := s.store.Tickets(c.Context(), c.Query("owner"))
	must(err)
	body, err := json.Marshal(fiber.Map{"count": len(all)})
	must(err)
	if c.Query("pretty") != "" {
		c.Type("json")
		return c.Send(body) // ok: the type is set
	}
	return c.Send(body) // BAD(contenttype): JSON that fiber labels as text/plain
}

// audit looks for tickets without an owner.
func (s *Server) audit(c fiber.Ctx) error {
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	all, err := s.store.Tickets(ctx, "")
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return reply.Error(c, fiber.StatusInternalServerError, "store", "the store takes too long") // BAD(statusmeaning): a 500 where the deadline passed
	case err != nil:
		return reply.Error(c, fiber.StatusInternalServerError, "store", string(debug.Stack())) // BAD(errleak/stack): the goroutine's stack
	}
	return c.Status(fiber.StatusCreated).JSON(fiber.Map{"data": all}) // BAD(statusmeaning/created): a 201 to a GET that creates nothing
}

// status says what the desk thinks of itself.
func (s *Server) status(c fiber.Ctx) error {
	status, message := fiber.StatusOK, "all is well"
	if s.store.Ping(c.Context()) != nil {
		status, message = fiber.StatusServiceUnavailable, "the store is down"
	}
	if status != fiber.StatusOK {
		return reply.Error(c, status, "status", message) // ok: what was chosen above
	}
	return c.JSON(fiber.Map{"message": message})
}

// events tells the desk what happens, until it hangs up.
func (s *Server) events(c fiber.Ctx) error {
	ctx := c.Context()
	c.Set(fiber.HeaderContentType, "text/event-stream")
	return c.SendStreamWriter(func(w *bufio.Writer) {
		all, err := s.store.Tickets(ctx, "")
		if err != nil {
			fmt.Fprintf(w, "event: error\ndata: %v\n\n", err) // BAD(errleak/error): what the database said, in an event
			return
		}
		for _, t := range all {
			fmt.Fprintf(w, "data: %d\n\n", t.ID)
		}
	})
}

// owner shows an owner's first ticket.
func (s *Server) owner(c fiber.Ctx) error {
	all, err := s.store.Tickets(c.Context(), c.Params("owner"))
	if err != nil {
		return fiber.NewError(fiber.StatusServiceUnavailable, "try again later") // ok
	}
	if len(all) == 0 {
		return reply.Error(c, fiber.StatusNotFound, "owner", "") // BAD(statusmeaning/message): a message that is empty
	}
	if all[0].Closed {
		return c.Status(fiber.StatusForbidden).JSON(fiber.Map{"errors": fiber.Map{"errorCode": "closed", "errorMessage": "the first ticket is closed"}}) // BAD(envelope): one object where errors is an array
	}
	t := store.Ticket{ID: all[0].ID}
	return c.JSON(t)
}
