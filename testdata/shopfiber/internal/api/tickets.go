package api

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/respvet/respvet/testdata/shopfiber/internal/apierr"
	"github.com/respvet/respvet/testdata/shopfiber/internal/reply"
	"github.com/respvet/respvet/testdata/shopfiber/internal/store"
)

// check tells a client what is wrong with its ticket, in words made here.
func check(t store.Ticket) error {
	if len(t.Text) < 10 {
		return fmt.Errorf("text has %d letters, which are too few", len(t.Text))
	}
	return nil
}

func (s *Server) list(c fiber.Ctx) error {
	owner := c.Query("owner")
	if owner == "" {
		return reply.Error(c, fiber.StatusNotFound, "owner", "owner is missing") // BAD(statusmeaning): a 404 for a parameter that is missing
	}
	all, err := s.store.Tickets(c.Context(), owner)
	if err != nil {
		return reply.Internal(c, "cannot list", err) // ok: the leak is in Internal
	}
	return reply.All(c, all)
}

func (s *Server) listOpen(c fiber.Ctx) error {
	all, err := s.store.Tickets(c.Context(), c.Query("owner"))
	if err != nil {
		return fmt.Errorf("open tickets: %w", err) // ok: Handle says nothing of it
	}
	var open []store.Ticket // BAD(nilslice): data is null where nothing is open
	for _, t := range all {
		if !t.Closed {
			open = append(open, t)
		}
	}
	return c.JSON(fiber.Map{"data": open})
}

func (s *Server) create(c fiber.Ctx) error {
	if !strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEApplicationJSON) {
		return reply.BadRequest(c, "send application/json") // BAD(statusmeaning): a 400 where a wrong Content-Type has its own status, 415
	}
	var t store.Ticket
	if err := c.Bind().JSON(&t); err != nil {
		return fiber.NewError(fiber.StatusBadRequest, "cannot read the ticket: "+err.Error()) // BAD(errleak/parse): the decoder's text, with Go's type names
	}
	if err := check(t); err != nil {
		return fiber.NewError(fiber.StatusBadRequest, err.Error()) // ok: text of our own validator
	}
	switch err := s.store.AddTicket(c.Context(), t); {
	case errors.Is(err, store.ErrExists):
		return fiber.NewError(fiber.StatusConflict, "this ticket exists already") // BAD(statuscode/undocumented): a 409 that the contract does not know
	case err != nil:
		return public("ticket", err)
	}
	if err := c.Status(fiber.StatusCreated).JSON(t); err != nil {
		return err // ok: Handle says nothing of it
	}
	c.Location(fmt.Sprint("/v1/tickets/", t.ID)) // ok: fiber sends nothing before the handler is done
	return nil
}

func (s *Server) get(c fiber.Ctx) error {
	return s.withTicket(c, func(t store.Ticket) error {
		if t.Closed {
			return c.Status(fiber.StatusForbidden).JSON(reply.Note{Code: "closed", Text: "this ticket is closed"}) // BAD(envelope): code and text, not errors[]
		}
		return c.JSON(t)
	})
}

func (s *Server) put(c fiber.Ctx) error {
	var in store.Ticket
	if err := c.Bind().JSON(&in); err != nil {
		return apierr.Wrap(fiber.StatusBadRequest, "body", "the body is no ticket", err) // ok: the cause is only logged
	}
	return s.withTicket(c, func(t store.Ticket) error {
		if in.ID != t.ID {
			c.Status(fiber.StatusBadRequest) // BAD(rawerror/empty): a 400 without errors[]
			return nil
		}
		if err := s.store.SaveTicket(c.Context(), in); err != nil {
			return c.Status(fiber.StatusInternalServerError).SendString("cannot save: " + err.Error()) // BAD(rawerror) BAD(errleak/error): text/plain, and what the database said
		}
		return c.JSON(in)
	})
}

func (s *Server) delete(c fiber.Ctx) error {
	return s.withTicket(c, func(t store.Ticket) error {
		err := s.store.DropTicket(c.Context(), t.ID)
		if errors.Is(err, store.ErrNotFound) {
			return reply.BadRequest(c, "there is no such ticket") // BAD(statusmeaning): a 400 for a ticket that is not there
		}
		if err != nil {
			slog.Error("drop ticket", "error", err)
			return nil // BAD(noresponse): the client sees 200
		}
		return c.Status(fiber.StatusNoContent).JSON(fiber.Map{"deleted": t.ID}) // BAD(bodyless): a body that 204 does not have
	})
}

func (s *Server) close(c fiber.Ctx) error {
	return s.withTicket(c, func(t store.Ticket) error {
		if t.Closed {
			reply.BadRequest(c, "this ticket is closed") // BAD(missingreturn): the 400's errors[] are replaced, and the ticket is saved all the same
		}
		t.Closed = true
		if err := s.store.SaveTicket(c.Context(), t); err != nil {
			return fiber.NewError(fiber.StatusInternalServerError, fmt.Sprintf("cannot close: %+v", err)) // BAD(errleak/verbose): all that the database's error has to say
		}
		return c.JSON(t)
	})
}

// mergeable says with which status to refuse a merge.
func mergeable(into, from store.Ticket) (int, error) {
	switch {
	case into.ID == from.ID:
		return fiber.StatusBadRequest, errors.New("a ticket cannot be merged with itself")
	case into.Owner != from.Owner:
		return fiber.StatusForbidden, errors.New("these tickets have two owners")
	case from.Closed:
		return fiber.StatusGone, fmt.Errorf("ticket %d is closed", from.ID) // BAD(statuscode/undocumented): a 410; the text is of our own making
	}
	return fiber.StatusOK, nil
}

func (s *Server) merge(c fiber.Ctx) error {
	return s.withTicket(c, func(into store.Ticket) error {
		var in struct {
			From int `json:"from"`
		}
		if err := c.Bind().JSON(&in); err != nil {
			return apierr.Invalid("the body names no ticket") // ok: constant text
		}
		from, err := s.store.Ticket(c.Context(), in.From)
		if err != nil {
			c.Set("X-Cause", err.Error()) // BAD(errleak/error): what the database said, in a header
			return public("ticket", err)
		}
		if status, err := mergeable(into, from); err != nil {
			return reply.Error(c, status, "merge", err.Error())
		}
		into.Notes = append(into.Notes, from.Notes...)
		if err := s.store.SaveTicket(c.Context(), into); err != nil {
			return err // ok: Handle says nothing of it
		}
		return c.JSON(into)
	})
}

func (s *Server) addNote(c fiber.Ctx) error {
	return s.withTicket(c, func(t store.Ticket) error {
		note := string(c.Body())
		if note == "" {
			return fiber.NewError(fiber.StatusUnprocessableEntity, "the note is empty") // BAD(statuscode/undocumented): a 422 that the contract does not know
		}
		t.Notes = append(t.Notes, note)
		if err := s.store.SaveTicket(c.Context(), t); err != nil {
			return c.JSON(fiber.Map{"errors": []string{"the note was not saved"}}) // BAD(statuscode/success): a 200 that holds errors
		}
		return c.Status(fiber.StatusCreated).JSON(t)
	})
}

// page sends a page to print.
func (s *Server) page(c fiber.Ctx) error {
	t, err := s.store.Tickets(c.Context(), c.Query("owner"))
	if err != nil {
		return c.Status(fiber.StatusInternalServerError).SendString("the page cannot be made") // ok: a page's reader
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.SendString(fmt.Sprintf("<p>%d tickets</p>", len(t)))
}
