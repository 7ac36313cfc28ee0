// Package api is the support desk's HTTP interface.
//
// A comment BAD(rule/category) says what a client sees of a mistake on its own
// line or, where it stands alone, on the next line of code; "ok" says why
// something that looks like one is right.
package api

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/respvet/respvet/testdata/shopfiber/internal/apierr"
	"github.com/respvet/respvet/testdata/shopfiber/internal/middleware"
	"github.com/respvet/respvet/testdata/shopfiber/internal/reply"
	"github.com/respvet/respvet/testdata/shopfiber/internal/store"
)

// A Server answers the desk's requests.
type Server struct {
	store store.Store
}

// NewServer returns a server over a store.
func NewServer(s store.Store) *Server { return &Server{store: s} }

// App returns the router, in its middlewares. Probes need no token.
func (s *Server) App(token string) *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: reply.Handle}) // ok: also for routes that are not there
	app.Use(middleware.RequestID, middleware.Timing, middleware.Recover)
	app.Get("/healthz", s.healthz)
	app.Get("/readyz", s.readyz)

	v1 := app.Group("/v1", middleware.Limit(100), middleware.Auth(token))
	v1.Get("/tickets", s.list)
	v1.Get("/tickets/open", s.listOpen)
	v1.Post("/tickets", s.create)
	v1.Get("/tickets/:id", s.get)
	v1.Put("/tickets/:id", s.put)
	v1.Delete("/tickets/:id", s.delete)
	v1.Post("/tickets/:id/close", s.close)
	v1.Post("/tickets/:id/merge", s.merge)
	v1.Post("/tickets/:id/notes", s.addNote)
	v1.Get("/tickets/:id/page", s.page)

	desk := app.Group("/desk", middleware.RecoverDesk, middleware.Desk)
	desk.Get("/count", s.count)
	desk.Get("/audit", s.audit)
	desk.Get("/status", s.status)
	desk.Get("/events", s.events)
	desk.Get("/owners/:owner", s.owner)
	return app
}

// Internal returns the router of an inner port.
func (s *Server) Internal() *fiber.App {
	app := fiber.New()     // ok: who serves it may add to it
	app.Use(limiter.New()) // BAD(statuscode/role) BAD(rawerror/router): a 429 that only the gateway may send
	app.Get("/count", s.count)
	return app
}

// public translates the store's errors for clients.
func public(kind string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return apierr.NotFound(kind, err) // ok: the cause is only logged
	case errors.Is(err, store.ErrExists):
		return apierr.Wrap(fiber.StatusBadRequest, kind, "this "+kind+" exists already", err) // ok: the contract has no 409
	default:
		return err // ok: Handle says nothing of it
	}
}

// withTicket calls next with the ticket that a path names.
func (s *Server) withTicket(c fiber.Ctx, next func(t store.Ticket) error) error {
	id, err := strconv.Atoi(c.Params("id"))
	if err != nil {
		return apierr.Invalid("id is no number") // ok: constant text
	}
	t, err := s.store.Ticket(c.Context(), id)
	if err != nil {
		return public("ticket", err) // ok
	}
	return next(t)
}

func (s *Server) healthz(c fiber.Ctx) error { return c.SendString("ok") } // ok: a probe

func (s *Server) readyz(c fiber.Ctx) error {
	if err := s.store.Ping(c.Context()); err != nil {
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready") // ok: a probe, whose reader wants no JSON
	}
	return c.SendStatus(fiber.StatusOK)
}
