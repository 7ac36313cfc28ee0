// Package api has handlers of chi and its render that answer through packages mid and leaf.
package api

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/idioms/chi/leaf"
	"github.com/respvet/respvet/testdata/idioms/chi/mid"
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
func (h *Handler) Shelve(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Broken(w, r, err) // want `\(missingreturn\)`
	}
	leaf.Send(w, r, http.StatusOK, "shelved")
}

// Unshelve returns.
func (h *Handler) Unshelve(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.BrokenQuietly(w, r, err) // ok: constant text
		return
	}
	leaf.To(w).Code(461).JSON(leaf.Notice("no such shelf")).Go() // want `461.*\(statuscode/unregistered\)`
}

// Put sends what is wrong through the method that sends everything.
func (h *Handler) Put(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		h.desk.Put(w, r, http.StatusInternalServerError, render.M{"message": err.Error()}) // want `\(errleak/error\)`
		return
	}
	h.desk.Put(w, r, http.StatusNoContent, nil) // ok: no body
}

// Refuse sends a number of its own.
func (h *Handler) Refuse(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		h.desk.Refuse(w, r, 455, err) // TODO want `455.*\(statuscode/unregistered\)`
		return
	}
	h.desk.Put(w, r, http.StatusOK, render.M{"booked": true})
}

// Deny goes on.
func (h *Handler) Deny(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		h.desk.Deny(w, r, http.StatusConflict, err) // want `\(missingreturn\)`
	}
	h.desk.Put(w, r, http.StatusOK, render.M{"booked": true})
}

// Book returns where the helper has answered; the error is a call's result.
func (h *Handler) Book(w http.ResponseWriter, r *http.Request) {
	if !mid.Done(w, r, http.StatusInternalServerError, h.rooms.Book(r.URL.Query().Get("id"))) { // ok: returns
		return
	}
	leaf.Send(w, r, http.StatusOK, "booked")
}

// Rebook uses the guard of the other sense.
func (h *Handler) Rebook(w http.ResponseWriter, r *http.Request) {
	if mid.Failed(w, r, http.StatusConflict, h.rooms.Book(r.URL.Query().Get("id"))) { // ok: returns
		return
	}
	leaf.Send(w, r, http.StatusOK, "booked")
}

// Hold looks at the result and goes on all the same.
func (h *Handler) Hold(w http.ResponseWriter, r *http.Request) {
	if mid.Failed(w, r, http.StatusConflict, h.rooms.Book(r.URL.Query().Get("id"))) { // want `\(missingreturn\)`
		slog.Warn("room is not free")
	}
	leaf.Send(w, r, http.StatusOK, "held")
}

// Release does not look at the result.
func (h *Handler) Release(w http.ResponseWriter, r *http.Request) {
	mid.Done(w, r, http.StatusInternalServerError, h.rooms.Book(r.URL.Query().Get("id"))) // want `\(missingreturn\)`
	leaf.Send(w, r, http.StatusOK, "released")
}

// Play has its body in a closure.
func (h *Handler) Play(w http.ResponseWriter, r *http.Request) {
	leaf.WithID(w, r, "id", func(id uint) { // ok: the leak is in WithID
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			leaf.Send(w, r, http.StatusInternalServerError, "the player failed") // want `\(missingreturn\)`
		}
		leaf.Send(w, r, http.StatusOK, "playing")
	})
}

// Skip has another one, through mid.
func (h *Handler) Skip(w http.ResponseWriter, r *http.Request) {
	mid.WithTrack(w, r, func(id uint) {
		if err := h.rooms.Book(fmt.Sprint(id)); err != nil {
			leaf.Send(w, r, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
			return
		}
		if id > 99 {
			leaf.Send(w, r, 480, "too far") // TODO want `480.*\(statuscode/unregistered\)`
			return
		}
		leaf.Send(w, r, http.StatusOK, "skipped") // ok: one answer
	})
}

// Enter sends the status that came back, one of which is unregistered.
func (h *Handler) Enter(w http.ResponseWriter, r *http.Request) {
	name, status, err := leaf.Resolve(h.book, r.URL.Query().Get("token"))
	if err != nil {
		leaf.Send(w, r, status, "you cannot come in") // TODO want `498.*\(statuscode/unregistered\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, name)
}

// Ask sends the error that came back, which the book may have made.
func (h *Handler) Ask(w http.ResponseWriter, r *http.Request) {
	name, _, err := leaf.Resolve(h.book, r.URL.Query().Get("token"))
	if err != nil {
		// TODO want `\(errleak/error4xx\)`
		leaf.Send(w, r, http.StatusForbidden, err.Error()) // want `\(errleak/error\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, name)
}

// Knock sends a status and an error that are the club's own.
func (h *Handler) Knock(w http.ResponseWriter, r *http.Request) {
	status, err := leaf.Check(r.URL.Query().Get("token"))
	if err != nil {
		leaf.Send(w, r, status, err.Error()) // ok: registered, and text made on the spot
		return
	}
	leaf.Send(w, r, status, "welcome")
}

// Weigh answers with a line that names the error.
func (h *Handler) Weigh(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Numbered(w, r, http.StatusInternalServerError, "cannot weigh: %s", err) // want `\(errleak/error\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, "weighed")
}

// Send answers with a line that names a plain value.
func (h *Handler) Send(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		leaf.Printf(w, r, http.StatusNotFound, "no parcel %q", r.URL.Query().Get("id")) // ok: text/plain is what Printf decides
		return
	}
	leaf.Send(w, r, http.StatusOK, "sent")
}

// Scale prints on its own.
func (h *Handler) Scale(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		http.Error(w, fmt.Sprintf("cannot weigh: %s", err), http.StatusInternalServerError) // want `500.*\(rawerror\)` `\(errleak/error\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, "weighed")
}

// Describe sends a report that another function built.
func (h *Handler) Describe(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Fail(w, r, leaf.Describe(err, leaf.BadInput)) // want `\(errleak/error(4xx)?\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, "described")
}

// Summarize sends one that keeps the cause.
func (h *Handler) Summarize(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Fail(w, r, leaf.Summarize(err, leaf.Absent)) // want `\(missingreturn\)`
	}
	leaf.Send(w, r, http.StatusOK, "summarized")
}

// Launder makes a new error of the old one's text.
func (h *Handler) Launder(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		if r.URL.Query().Get("mid") != "" {
			leaf.Send(w, r, http.StatusInternalServerError, mid.Basket(err).Error()) // want `\(errleak/error\)`
			return
		}
		leaf.Send(w, r, http.StatusInternalServerError, leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
		return
	}
	leaf.Send(w, r, http.StatusOK, "added")
}

// Open hands the cause over for the log.
func (h *Handler) Open(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Notify(w, r, leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is only logged
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Lock names the cause in the text.
func (h *Handler) Lock(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		// TODO want `\(errleak/error4xx\)`
		mid.Notify(w, r, leaf.Because(http.StatusConflict, "the room is locked", err)) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Shut goes on.
func (h *Handler) Shut(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Report(w, r, err) // want `\(missingreturn\)`
	}
	w.WriteHeader(http.StatusNoContent)
}

// Paint sends a number of its own.
func (h *Handler) Paint(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		mid.Notify(w, r, leaf.New(443, "the room is wet", err)) // TODO want `443.*\(statuscode/unregistered\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Print renders a view that says why.
func (h *Handler) Print(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		_ = render.Render(w, r, mid.ErrInvalidRequest(err)) // TODO want `\(errleak/error(4xx)?\)`
		return
	}
	_ = render.Render(w, r, &mid.Trouble{Status: http.StatusOK, Title: "none"}) // ok: a result
}

// Reprint renders one that does not.
func (h *Handler) Reprint(w http.ResponseWriter, r *http.Request) {
	if err := h.rooms.Book(r.URL.Query().Get("id")); err != nil {
		_ = render.Render(w, r, mid.ErrHidden(err)) // ok: the cause is not encoded
		return
	}
	_ = render.Render(w, r, &mid.Trouble{Status: 463, Title: "odd"}) // TODO want `463.*\(statuscode/unregistered\)`
}

// Must panics, and mid.Tell prints it.
func (h *Handler) Must(w http.ResponseWriter, r *http.Request) {
	must(h.rooms.Book(r.URL.Query().Get("id")))
	leaf.Send(w, r, http.StatusOK, "booked")
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
		s.Fault(498, err) // TODO want `498.*\(statuscode/unregistered\)`
		return
	}
	if id == "" {
		s.FaultAlways(http.StatusNotFound, "which key?") // ok: constant text
		return
	}
	s.FaultAlways(http.StatusConflict, h.rooms.Book(id)) // ok: the leak is in FaultAlways
}
