// Package api has handlers of fiber v2 that answer through packages mid and leaf.
package api

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/respvet/respvet/testdata/idioms/fiberv2/leaf"
	"github.com/respvet/respvet/testdata/idioms/fiberv2/mid"
)

// Rooms stores rooms; its errors are internal.
type Rooms interface {
	Book(id string) error
}

// Handler serves rooms.
type Handler struct {
	rooms Rooms
	book  leaf.Book
	desk  leaf.Desk
}

// Shelve goes on behind a fluent answer.
func (h *Handler) Shelve(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		_ = mid.Broken(c, err) // want `\(missingreturn\)`
	}
	return leaf.Send(c, http.StatusOK, "shelved")
}

// Unshelve returns.
func (h *Handler) Unshelve(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.BrokenQuietly(c, err) // ok: constant text
	}
	// TODO no finding is due
	return leaf.To(c).Code(461).JSON(leaf.Notice("no such shelf")).Go() // want `461.*\(statuscode/unregistered\)` `\(rawerror\)`
}

// Put sends what is wrong through the method that sends everything.
func (h *Handler) Put(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return h.desk.Put(c, http.StatusInternalServerError, fiber.Map{"message": err.Error()}) // want `\(errleak/error\)`
	}
	return h.desk.Put(c, http.StatusNoContent, nil) // ok: no body
}

// Refuse sends a number of its own.
func (h *Handler) Refuse(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return h.desk.Refuse(c, 455, err) // want `455.*\(statuscode/unregistered\)`
	}
	return h.desk.Put(c, http.StatusOK, fiber.Map{"booked": true})
}

// Deny goes on.
func (h *Handler) Deny(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		_ = h.desk.Deny(c, http.StatusConflict, err) // want `\(missingreturn\)`
	}
	return h.desk.Put(c, http.StatusOK, fiber.Map{"booked": true})
}

// Book returns where the helper has answered; the error is a call's result.
func (h *Handler) Book(c *fiber.Ctx) error {
	if !mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.Query("id"))) { // ok: returns
		return nil
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

// Rebook uses the guard of the other sense.
func (h *Handler) Rebook(c *fiber.Ctx) error {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.Query("id"))) { // ok: returns
		return nil
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

// Hold looks at the result and goes on all the same.
func (h *Handler) Hold(c *fiber.Ctx) error {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.Query("id"))) { // want `\(missingreturn\)`
		slog.Warn("room is not free")
	}
	return leaf.Send(c, http.StatusOK, "held")
}

// Release does not look at the result.
func (h *Handler) Release(c *fiber.Ctx) error {
	mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.Query("id"))) // want `\(missingreturn\)`
	return leaf.Send(c, http.StatusOK, "released")
}

// Play has its body in a closure.
func (h *Handler) Play(c *fiber.Ctx) error {
	return leaf.WithID(c, "id", func(id uint) error { // ok: the leak is in WithID
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			_ = leaf.Send(c, http.StatusInternalServerError, "the player failed") // want `\(missingreturn\)`
		}
		return leaf.Send(c, http.StatusOK, "playing")
	})
}

// Skip has another one, through mid.
func (h *Handler) Skip(c *fiber.Ctx) error {
	return mid.WithTrack(c, func(id uint) error {
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			return leaf.Send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
		}
		if id > 99 {
			return leaf.Send(c, 480, "too far") // want `480.*\(statuscode/unregistered\)`
		}
		return leaf.Send(c, http.StatusOK, "skipped") // ok: one answer
	})
}

// Enter sends the status that came back, one of which is unregistered.
func (h *Handler) Enter(c *fiber.Ctx) error {
	name, status, err := leaf.Resolve(h.book, c.Query("token"))
	if err != nil {
		return leaf.Send(c, status, "you cannot come in") // want `498.*\(statuscode/unregistered\)`
	}
	return leaf.Send(c, http.StatusOK, name)
}

// Ask sends the error that came back, which the book may have made.
func (h *Handler) Ask(c *fiber.Ctx) error {
	name, _, err := leaf.Resolve(h.book, c.Query("token"))
	if err != nil {
		return leaf.Send(c, http.StatusForbidden, err.Error()) // want `\(errleak/error4xx\)`
	}
	return leaf.Send(c, http.StatusOK, name)
}

// Knock sends a status and an error that are the club's own.
func (h *Handler) Knock(c *fiber.Ctx) error {
	status, err := leaf.Check(c.Query("token"))
	if err != nil {
		return leaf.Send(c, status, err.Error()) // ok: registered, and text made on the spot
	}
	return leaf.Send(c, status, "welcome")
}

// Weigh answers with a line that names the error.
func (h *Handler) Weigh(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.Numbered(c, http.StatusInternalServerError, "cannot weigh: %s", err) // want `500.*\(rawerror\)` `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "weighed")
}

// Send answers with a line that names a plain value.
func (h *Handler) Send(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return leaf.Printf(c, http.StatusNotFound, "no parcel %q", c.Query("id")) // want `404.*\(rawerror\)`
	}
	return leaf.Send(c, http.StatusOK, "sent")
}

// Scale prints on its own.
func (h *Handler) Scale(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return c.Status(http.StatusInternalServerError).SendString(fmt.Sprintf("cannot weigh: %s", err)) // want `500.*\(rawerror\)` `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "weighed")
}

// Describe sends a report that another function built.
func (h *Handler) Describe(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.Fail(c, leaf.Describe(err, leaf.BadInput)) // want `\(errleak/error(4xx)?\)`
	}
	return leaf.Send(c, http.StatusOK, "described")
}

// Summarize sends one that keeps the cause.
func (h *Handler) Summarize(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		_ = mid.Fail(c, leaf.Summarize(err, leaf.Absent)) // want `\(missingreturn\)`
	}
	return leaf.Send(c, http.StatusOK, "summarized")
}

// Launder makes a new error of the old one's text.
func (h *Handler) Launder(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		if c.Query("mid") != "" {
			return leaf.Send(c, http.StatusInternalServerError, mid.Basket(err).Error()) // want `\(errleak/error\)`
		}
		return leaf.Send(c, http.StatusInternalServerError, leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "added")
}

// Open hands the cause over for the log.
func (h *Handler) Open(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.Notify(c, leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is only logged
	}
	return c.SendStatus(http.StatusNoContent)
}

// Lock names the cause in the text.
func (h *Handler) Lock(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.Notify(c, leaf.Because(http.StatusConflict, "the room is locked", err)) // want `\(errleak/error4xx\)`
	}
	return c.SendStatus(http.StatusNoContent)
}

// Shut goes on.
func (h *Handler) Shut(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		_ = mid.Report(c, err) // want `\(missingreturn\)`
	}
	return c.SendStatus(http.StatusNoContent)
}

// Paint sends a number of its own.
func (h *Handler) Paint(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return mid.Notify(c, leaf.New(443, "the room is wet", err)) // want `443.*\(statuscode/unregistered\)`
	}
	return c.SendStatus(http.StatusNoContent)
}

// Return returns the answer as an error.
func (h *Handler) Return(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return refusal(http.StatusConflict, err) // ok: the leak is in refusal
	}
	return refusal(463, nil) // want `463.*\(statuscode/unregistered\)`
}

func refusal(status int, err error) error {
	if err == nil {
		return fiber.NewError(status, "refused")
	}
	return fiber.NewError(status, "refused: "+err.Error()) // want `\(errleak/error4xx\)`
}

// Default is an application whose error handler is fiber's own: it sends every
// error's text.
func (h *Handler) Default() *fiber.App {
	app := fiber.New() // TODO want `\(rawerror/router\)`
	app.Get("/plain", h.plain)
	return app
}

// Own is one with an error handler that does not.
func (h *Handler) Own() *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error {
		slog.Error("request failed", "error", err)
		return leaf.Send(c, http.StatusInternalServerError, "internal error") // ok: constant text
	}})
	app.Get("/hidden", h.hidden)
	return app
}

func (h *Handler) plain(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return fmt.Errorf("book: %w", err) // TODO want `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

func (h *Handler) hidden(c *fiber.Ctx) error {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		return fmt.Errorf("book: %w", err) // ok: Own hides it
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

// Must panics, and mid.Tell prints it.
func (h *Handler) Must(c *fiber.Ctx) error {
	must(h.rooms.Book(c.Query("id")))
	return leaf.Send(c, http.StatusOK, "booked")
}

func must(err error) {
	if err != nil {
		panic(err) // ok: the recover prints it
	}
}

// Turn answers through a context of the project's own.
func (h *Handler) Turn(s *mid.Session, id string) error {
	if err := h.rooms.Book(id); err != nil {
		_ = s.Fault(http.StatusConflict, err) // want `\(missingreturn\)`
	}
	return s.Fault(http.StatusOK, "turned")
}

// Lose sends a number of its own.
func (h *Handler) Lose(s *mid.Session, id string) error {
	if err := h.rooms.Book(id); err != nil {
		return s.Fault(498, err) // want `498.*\(statuscode/unregistered\)`
	}
	if id == "" {
		return s.FaultAlways(http.StatusNotFound, "which key?") // ok: constant text
	}
	return s.FaultAlways(http.StatusConflict, h.rooms.Book(id)) // ok: the leak is in FaultAlways
}
