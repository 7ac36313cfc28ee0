// Package api has handlers of echo v4 that answer through packages mid and leaf.
package api

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/idioms/echo/leaf"
	"github.com/respvet/respvet/testdata/idioms/echo/mid"
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
func (h *Handler) Shelve(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		_ = mid.Broken(c, err) // want `\(missingreturn\)`
	}
	return leaf.Send(c, http.StatusOK, "shelved")
}

// Unshelve returns.
func (h *Handler) Unshelve(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.BrokenQuietly(c, err) // ok: constant text
	}
	return leaf.To(c).Code(461).JSON(leaf.Notice("no such shelf")).Go() // want `461.*\(statuscode/unregistered\)`
}

// Put sends what is wrong through the method that sends everything.
func (h *Handler) Put(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return h.desk.Put(c, http.StatusInternalServerError, echo.Map{"message": err.Error()}) // want `\(errleak/error\)`
	}
	return h.desk.Put(c, http.StatusNoContent, nil) // ok: no body
}

// Refuse sends a number of its own.
func (h *Handler) Refuse(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return h.desk.Refuse(c, 455, err) // want `455.*\(statuscode/unregistered\)`
	}
	return h.desk.Put(c, http.StatusOK, echo.Map{"booked": true})
}

// Deny goes on.
func (h *Handler) Deny(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		_ = h.desk.Deny(c, http.StatusConflict, err) // want `\(missingreturn\)`
	}
	return h.desk.Put(c, http.StatusOK, echo.Map{"booked": true})
}

// Book returns where the helper has answered; the error is a call's result.
func (h *Handler) Book(c echo.Context) error {
	if !mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.QueryParam("id"))) { // ok: returns
		return nil
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

// Rebook uses the guard of the other sense.
func (h *Handler) Rebook(c echo.Context) error {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.QueryParam("id"))) { // ok: returns
		return nil
	}
	return leaf.Send(c, http.StatusOK, "booked")
}

// Hold looks at the result and goes on all the same.
func (h *Handler) Hold(c echo.Context) error {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.QueryParam("id"))) { // want `\(missingreturn\)`
		slog.Warn("room is not free")
	}
	return leaf.Send(c, http.StatusOK, "held")
}

// Release does not look at the result.
func (h *Handler) Release(c echo.Context) error {
	mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.QueryParam("id"))) // want `\(missingreturn\)`
	return leaf.Send(c, http.StatusOK, "released")
}

// Play has its body in a closure.
func (h *Handler) Play(c echo.Context) error {
	return leaf.WithID(c, "id", func(id uint) error { // ok: the leak is in WithID
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			_ = leaf.Send(c, http.StatusInternalServerError, "the player failed") // want `\(missingreturn\)`
		}
		return leaf.Send(c, http.StatusOK, "playing")
	})
}

// Skip has another one, through mid.
func (h *Handler) Skip(c echo.Context) error {
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
func (h *Handler) Enter(c echo.Context) error {
	name, status, err := leaf.Resolve(h.book, c.QueryParam("token"))
	if err != nil {
		return leaf.Send(c, status, "you cannot come in") // want `498.*\(statuscode/unregistered\)`
	}
	return leaf.Send(c, http.StatusOK, name)
}

// Ask sends the error that came back, which the book may have made.
func (h *Handler) Ask(c echo.Context) error {
	name, _, err := leaf.Resolve(h.book, c.QueryParam("token"))
	if err != nil {
		return leaf.Send(c, http.StatusForbidden, err.Error()) // want `\(errleak/error4xx\)`
	}
	return leaf.Send(c, http.StatusOK, name)
}

// Knock sends a status and an error that are the club's own.
func (h *Handler) Knock(c echo.Context) error {
	status, err := leaf.Check(c.QueryParam("token"))
	if err != nil {
		return leaf.Send(c, status, err.Error()) // ok: registered, and text made on the spot
	}
	return leaf.Send(c, status, "welcome")
}

// Weigh answers with a line that names the error.
func (h *Handler) Weigh(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.Numbered(c, http.StatusInternalServerError, "cannot weigh: %s", err) // want `500.*\(rawerror\)` `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "weighed")
}

// Send answers with a line that names a plain value.
func (h *Handler) Send(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return leaf.Printf(c, http.StatusNotFound, "no parcel %q", c.QueryParam("id")) // want `404.*\(rawerror\)`
	}
	return leaf.Send(c, http.StatusOK, "sent")
}

// Scale prints on its own.
func (h *Handler) Scale(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return c.String(http.StatusInternalServerError, fmt.Sprintf("cannot weigh: %s", err)) // want `500.*\(rawerror\)` `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "weighed")
}

// Describe sends a report that another function built.
func (h *Handler) Describe(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.Fail(c, leaf.Describe(err, leaf.BadInput)) // want `\(errleak/error(4xx)?\)`
	}
	return leaf.Send(c, http.StatusOK, "described")
}

// Summarize sends one that keeps the cause.
func (h *Handler) Summarize(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		_ = mid.Fail(c, leaf.Summarize(err, leaf.Absent)) // want `\(missingreturn\)`
	}
	return leaf.Send(c, http.StatusOK, "summarized")
}

// Launder makes a new error of the old one's text.
func (h *Handler) Launder(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		if c.QueryParam("mid") != "" {
			return leaf.Send(c, http.StatusInternalServerError, mid.Basket(err).Error()) // want `\(errleak/error\)`
		}
		return leaf.Send(c, http.StatusInternalServerError, leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "added")
}

// Open hands the cause over for the log.
func (h *Handler) Open(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.Notify(c, leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is only logged
	}
	return c.NoContent(http.StatusNoContent)
}

// Lock names the cause in the text.
func (h *Handler) Lock(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.Notify(c, leaf.Because(http.StatusConflict, "the room is locked", err)) // want `\(errleak/error4xx\)`
	}
	return c.NoContent(http.StatusNoContent)
}

// Shut goes on.
func (h *Handler) Shut(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		_ = mid.Report(c, err) // want `\(missingreturn\)`
	}
	return c.NoContent(http.StatusNoContent)
}

// Paint sends a number of its own.
func (h *Handler) Paint(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return mid.Notify(c, leaf.New(443, "the room is wet", err)) // want `443.*\(statuscode/unregistered\)`
	}
	return c.NoContent(http.StatusNoContent)
}

// Return returns the answer as an error.
func (h *Handler) Return(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return refusal(http.StatusConflict, err) // ok: the leak is in refusal
	}
	return refusal(463, nil) // want `463.*\(statuscode/unregistered\)`
}

func refusal(status int, err error) error {
	if err == nil {
		return echo.NewHTTPError(status, "refused")
	}
	return echo.NewHTTPError(status, "refused: "+err.Error()) // want `\(errleak/error4xx\)`
}

// room answers for a room that is not there, and returns nil.
func (h *Handler) room(c echo.Context) (string, error) {
	id := c.QueryParam("id")
	if err := h.rooms.Book(id); err != nil {
		return "", leaf.Send(c, http.StatusNotFound, "there is no such room") // ok: an answer
	}
	return id, nil
}

// Room answers a second time.
func (h *Handler) Room(c echo.Context) error {
	id, err := h.room(c) // want `\(missingreturn\)`
	if err != nil {
		return err
	}
	return leaf.Send(c, http.StatusOK, id)
}

// Must panics, and mid.Tell prints it.
func (h *Handler) Must(c echo.Context) error {
	must(h.rooms.Book(c.QueryParam("id")))
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

// Move hands the error itself to what the client reads.
func (h *Handler) Move(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err) // want `\(errleak/error\)`
	}
	return leaf.Send(c, http.StatusOK, "moved")
}

// Swap keeps it inside.
func (h *Handler) Swap(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError).SetInternal(err) // ok: not sent
	}
	return leaf.Send(c, http.StatusOK, "swapped")
}

// Clear refuses with a sentinel, and with a copy that holds the error.
func (h *Handler) Clear(c echo.Context) error {
	if err := h.rooms.Book(c.QueryParam("id")); err != nil {
		return echo.ErrConflict.WithInternal(err) // ok: not sent
	}
	return echo.ErrNotFound
}
