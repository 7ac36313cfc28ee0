// Package api has handlers of huma that answer through packages mid and leaf.
package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/respvet/respvet/testdata/idioms/huma/leaf"
	"github.com/respvet/respvet/testdata/idioms/huma/mid"
)

// Rooms stores rooms; its errors are internal.
type Rooms interface {
	Book(id string) error
}

// Handler serves rooms.
type Handler struct {
	rooms Rooms
	book  leaf.Book
}

// In names a room.
type In struct {
	ID string `path:"id"`
}

// Out is empty.
type Out struct{}

// Routes registers the handlers; one is wrapped in a closure.
func (h *Handler) Routes(api huma.API) {
	huma.Post(api, "/shelve/{id}", h.Shelve)
	huma.Post(api, "/rebook/{id}", h.Rebook)
	huma.Post(api, "/enter/{id}", h.Enter)
	huma.Post(api, "/knock/{id}", h.Knock)
	huma.Post(api, "/open/{id}", h.Open)
	huma.Post(api, "/book/{id}", func(_ context.Context, in *In) (*Out, error) {
		if err := h.rooms.Book(in.ID); err != nil {
			return nil, huma.Error404NotFound("there is no such room", err) // want `\(errleak/error4xx\)`
		}
		return &Out{}, nil
	})
}

// Shelve says why, through two helpers.
func (h *Handler) Shelve(_ context.Context, in *In) (*Out, error) {
	return &Out{}, mid.Failed(h.rooms.Book(in.ID)) // ok: the leak is in Broken
}

// Unshelve does not.
func (h *Handler) Unshelve(_ context.Context, in *In) (*Out, error) {
	if err := h.rooms.Book(in.ID); err != nil {
		return nil, leaf.BrokenQuietly(err) // ok: constant text
	}
	return &Out{}, nil
}

// Rebook answers with a registered status.
func (h *Handler) Rebook(_ context.Context, in *In) (*Out, error) {
	if err := h.rooms.Book(in.ID); err != nil {
		return nil, mid.Conflict(err) // ok: constant text
	}
	return nil, leaf.Refuse(461, "there is no such shelf", nil) // want `461.*\(statuscode/unregistered\)`
}

// Enter sends the status that came back, one of which is unregistered.
func (h *Handler) Enter(_ context.Context, in *In) (*Out, error) {
	_, status, err := leaf.Resolve(h.book, in.ID)
	if err != nil {
		return nil, huma.NewError(status, "you cannot come in") // want `498.*\(statuscode/unregistered\)`
	}
	return &Out{}, nil
}

// Knock sends the error that came back.
func (h *Handler) Knock(_ context.Context, in *In) (*Out, error) {
	_, _, err := leaf.Resolve(h.book, in.ID)
	if err != nil {
		return nil, huma.NewError(http.StatusForbidden, "you cannot come in", err) // want `\(errleak/error4xx\)`
	}
	return nil, mid.Kind(leaf.BadInput, "the room is wet") // ok: the status is Kind's
}

// Launder makes a new error of the old one's text.
func (h *Handler) Launder(_ context.Context, in *In) (*Out, error) {
	if err := h.rooms.Book(in.ID); err != nil {
		return nil, huma.Error500InternalServerError(leaf.Wrap("cannot add", err).Error()) // want `\(errleak/error\)`
	}
	return &Out{}, nil
}

// Open hands the cause over for the log.
func (h *Handler) Open(_ context.Context, in *In) (*Out, error) {
	if err := h.rooms.Book(in.ID); err != nil {
		return nil, mid.Report(leaf.New(http.StatusConflict, "the room is locked", err)) // ok: the cause is not encoded
	}
	return &Out{}, nil
}

// Lock names the cause in the text.
func (h *Handler) Lock(_ context.Context, in *In) (*Out, error) {
	if err := h.rooms.Book(in.ID); err != nil {
		return nil, leaf.Because(http.StatusConflict, "the room is locked", err) // want `\(errleak/error4xx\)`
	}
	return nil, leaf.New(443, "the room is wet", nil) // want `443.*\(statuscode/unregistered\)`
}
