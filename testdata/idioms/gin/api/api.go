// Package api has handlers of gin that answer through packages mid and leaf.
package api

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/idioms/gin/leaf"
	"github.com/respvet/respvet/testdata/idioms/gin/mid"
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
func (h *Handler) Shelve(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Broken(c, err) // want `\(missingreturn\)`
	}
	leaf.Send(c, http.StatusOK, "shelved")
}

// Unshelve returns.
func (h *Handler) Unshelve(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.BrokenQuietly(c, err) // ok: constant text
		return
	}
	leaf.To(c).Code(461).JSON(leaf.Notice("no such shelf")).Go() // want `461.*\(statuscode/unregistered\)`
}

// Put sends what is wrong through the method that sends everything.
func (h *Handler) Put(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		h.desk.Put(c, http.StatusInternalServerError, gin.H{"message": err.Error()}) // want `\(errleak/error\)`
		return
	}
	h.desk.Put(c, http.StatusNoContent, nil) // ok: no body
}

// Refuse sends a number of its own.
func (h *Handler) Refuse(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		h.desk.Refuse(c, 455, err) // want `455.*\(statuscode/unregistered\)`
		return
	}
	h.desk.Put(c, http.StatusOK, gin.H{"booked": true})
}

// Deny goes on.
func (h *Handler) Deny(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		h.desk.Deny(c, http.StatusConflict, err) // want `\(missingreturn\)`
	}
	h.desk.Put(c, http.StatusOK, gin.H{"booked": true})
}

// Book returns where the helper has answered; the error is a call's result.
func (h *Handler) Book(c *gin.Context) {
	if !mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.Query("id"))) { // ok: returns
		return
	}
	leaf.Send(c, http.StatusOK, "booked")
}

// Rebook uses the guard of the other sense.
func (h *Handler) Rebook(c *gin.Context) {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.Query("id"))) { // ok: returns
		return
	}
	leaf.Send(c, http.StatusOK, "booked")
}

// Hold looks at the result and goes on all the same.
func (h *Handler) Hold(c *gin.Context) {
	if mid.Failed(c, http.StatusConflict, h.rooms.Book(c.Query("id"))) { // want `\(missingreturn\)`
		slog.Warn("room is not free")
	}
	leaf.Send(c, http.StatusOK, "held")
}

// Release does not look at the result.
func (h *Handler) Release(c *gin.Context) {
	mid.Done(c, http.StatusInternalServerError, h.rooms.Book(c.Query("id"))) // want `\(missingreturn\)`
	leaf.Send(c, http.StatusOK, "released")
}

// Play has its body in a closure.
func (h *Handler) Play(c *gin.Context) {
	leaf.WithID(c, "id", func(id uint) { // ok: the leak is in WithID
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			leaf.Send(c, http.StatusInternalServerError, "the player failed") // want `\(missingreturn\)`
		}
		leaf.Send(c, http.StatusOK, "playing")
	})
}

// Skip has another one, through mid.
func (h *Handler) Skip(c *gin.Context) {
	mid.WithTrack(c, func(id uint) {
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			leaf.Send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
			return
		}
		if id > 99 {
			leaf.Send(c, 480, "too far") // want `480.*\(statuscode/unregistered\)`
			return
		}
		leaf.Send(c, http.StatusOK, "skipped") // ok: one answer
	})
}

// Enter sends the status that came back, one of which is unregistered.
func (h *Handler) Enter(c *gin.Context) {
	name, status, err := leaf.Resolve(h.book, c.Query("token"))
	if err != nil {
		leaf.Send(c, status, "you cannot come in") // want `498.*\(statuscode/unregistered\)`
		return
	}
	leaf.Send(c, http.StatusOK, name)
}

// Ask sends the error that came back, which the book may have made.
func (h *Handler) Ask(c *gin.Context) {
	name, _, err := leaf.Resolve(h.book, c.Query("token"))
	if err != nil {
		leaf.Send(c, http.StatusForbidden, err.Error()) // want `\(errleak/error4xx\)`
		return
	}
	leaf.Send(c, http.StatusOK, name)
}

// Knock sends a status and an error that are the club's own.
func (h *Handler) Knock(c *gin.Context) {
	status, err := leaf.Check(c.Query("token"))
	if err != nil {
		leaf.Send(c, status, err.Error()) // ok: registered, and text made on the spot
		return
	}
	leaf.Send(c, status, "welcome")
}

// Weigh answers with a line that names the error.
func (h *Handler) Weigh(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Numbered(c, http.StatusInternalServerError, "cannot weigh: %s", err) // want `500.*\(rawerror\)` `\(errleak/error\)`
		return
	}
	leaf.Send(c, http.StatusOK, "weighed")
}

// Send answers with a line that names a plain value.
func (h *Handler) Send(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		leaf.Printf(c, http.StatusNotFound, "no parcel %q", c.Query("id")) // want `404.*\(rawerror\)`
		return
	}
	leaf.Send(c, http.StatusOK, "sent")
}

// Scale prints on its own.
func (h *Handler) Scale(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		c.String(http.StatusInternalServerError, fmt.Sprintf("cannot weigh: %s", err)) // want `500.*\(rawerror\)` `\(errleak/error\)`
		return
	}
	leaf.Send(c, http.StatusOK, "weighed")
}

// Formatted prints with gin's own format.
func (h *Handler) Formatted(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		c.String(http.StatusInternalServerError, "cannot weigh: %s", err) // want `500.*\(rawerror\)` `\(errleak/error\)`
		return
	}
	leaf.Send(c, http.StatusOK, "weighed")
}

// Describe sends a report that another function built.
func (h *Handler) Describe(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Fail(c, leaf.Describe(err, leaf.BadInput)) // want `\(errleak/error(4xx)?\)`
		return
	}
	leaf.Send(c, http.StatusOK, "described")
}

// Summarize sends one that keeps the cause.
func (h *Handler) Summarize(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Fail(c, leaf.Summarize(err, leaf.Absent)) // want `\(missingreturn\)`
	}
	leaf.Send(c, http.StatusOK, "summarized")
}

// Launder makes a new error of the old one's text.
func (h *Handler) Launder(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		if c.Query("mid") != "" {
			leaf.Send(c, http.StatusInternalServerError, mid.Basket(err).Error()) // want `\(errleak/error\)`
			return
		}
		leaf.Send(c, http.StatusInternalServerError, leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
		return
	}
	leaf.Send(c, http.StatusOK, "added")
}

// Open hands the cause over for the log.
func (h *Handler) Open(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Notify(c, leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is only logged
		return
	}
	c.Status(http.StatusNoContent)
}

// Lock names the cause in the text.
func (h *Handler) Lock(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Notify(c, leaf.Because(http.StatusConflict, "the room is locked", err)) // want `\(errleak/error4xx\)`
		return
	}
	c.Status(http.StatusNoContent)
}

// Shut goes on.
func (h *Handler) Shut(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Report(c, err) // want `\(missingreturn\)`
	}
	c.Status(http.StatusNoContent)
}

// Paint sends a number of its own.
func (h *Handler) Paint(c *gin.Context) {
	if err := h.rooms.Book(c.Query("id")); err != nil {
		mid.Notify(c, leaf.New(443, "the room is wet", err)) // want `443.*\(statuscode/unregistered\)`
		return
	}
	c.Status(http.StatusNoContent)
}

// Must panics, and Tell prints it.
func (h *Handler) Must(c *gin.Context) {
	must(h.rooms.Book(c.Query("id")))
	leaf.Send(c, http.StatusOK, "booked")
}

func must(err error) {
	if err != nil {
		panic(err) // ok: the recover prints it
	}
}

// Turn answers through a context of the project's own.
func (h *Handler) Turn(s *mid.Session, id string) {
	if err := h.rooms.Book(id); err != nil {
		s.Fault(http.StatusConflict, err) // want `\(missingreturn\)`
	}
	s.Fault(http.StatusOK, "turned")
}

// Lose sends a number of its own.
func (h *Handler) Lose(s *mid.Session, id string) {
	if err := h.rooms.Book(id); err != nil {
		s.Fault(498, err) // want `498.*\(statuscode/unregistered\)`
		return
	}
	if id == "" {
		s.FaultAlways(http.StatusNotFound, "which key?") // ok: constant text
		return
	}
	s.FaultAlways(http.StatusConflict, h.rooms.Book(id)) // ok: the leak is in FaultAlways
}
