// Package huma holds what looks like a mistake in a handler of huma and is none,
// each beside one that is.
package huma

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	othererrors "github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

// A Guests stores guests; its errors are internal.
type Guests interface {
	Add(name string) error
	All() []string
}

// Handler serves guests.
type Handler struct {
	guests Guests
	texts  i18n.Catalogue
}

// In is what a client says of a guest.
type In struct {
	Name string `query:"name"`
	Age  string `query:"age"`
	Raw  bool   `query:"raw"`
}

// Out is what a client sees of one.
type Out struct {
	Status int
	Body   struct {
		Data  []string `json:"data"`
		Error string   `json:"error,omitempty"`
	}
}

// Routes registers the handlers.
func (h *Handler) Routes(api huma.API) {
	huma.Post(api, "/guests/valid", h.Validation)
	huma.Post(api, "/guests/own", h.OwnValidator)
	huma.Post(api, "/guests/translated", h.Translated)
	huma.Post(api, "/guests/sentinel", h.Sentinel)
	huma.Post(api, "/guests/hidden", h.Hidden)
	huma.Register(api, huma.Operation{OperationID: "unregistered", Method: http.MethodPost, Path: "/guests/unregistered", DefaultStatus: http.StatusCreated}, h.Unregistered)
	huma.Register(api, huma.Operation{OperationID: "soft", Method: http.MethodPost, Path: "/guests/soft"}, h.Soft)
	huma.Get(api, "/guests", h.List)
}

// Validation is the trap "validation text".
func (h *Handler) Validation(_ context.Context, in *In) (*Out, error) {
	if err := validate.Name(in.Name); err != nil {
		return nil, huma.Error400BadRequest(err.Error()) // ok: constants and a number
	}
	if err := h.guests.Add(in.Name); err != nil {
		return nil, huma.Error400BadRequest(err.Error()) // want `\(errleak/error4xx\)`
	}
	return &Out{}, nil
}

// OwnValidator is the trap "own validators", whose errors are details.
func (h *Handler) OwnValidator(_ context.Context, in *In) (*Out, error) {
	if err := validate.Form(map[string]string{"name": in.Name}); err != nil {
		return nil, huma.Error422UnprocessableEntity("this is no guest", err) // ok: the validator's words
	}
	if err := validate.Age(in.Age, strconv.Atoi); err != nil {
		return nil, huma.Error422UnprocessableEntity("this is no age", err) // want `\(errleak/(parse|error4xx)\)`
	}
	return &Out{}, nil
}

// Translated is the trap "translated text".
func (h *Handler) Translated(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		if !in.Raw {
			return nil, huma.Error500InternalServerError(h.texts.Text("guest.refused")) // ok: looked up by a constant key
		}
		return nil, huma.Error500InternalServerError(h.texts.Text(err.Error())) // want `\(errleak/error\)`
	}
	return &Out{}, nil
}

var errFull = errors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(_ context.Context, in *In) (*Out, error) {
	err := h.guests.Add(in.Name)
	switch {
	case errors.Is(err, errFull):
		return nil, huma.Error409Conflict("there is no room", errFull) // ok: constant text
	case err != nil:
		return nil, huma.Error409Conflict("there is no room", err) // want `\(errleak/error4xx\)`
	}
	return &Out{}, nil
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		if !in.Raw {
			return nil, huma.NewError(http.StatusConflict, http.StatusText(http.StatusConflict)) // ok: the status's text
		}
		return nil, huma.NewError(http.StatusConflict, http.StatusText(http.StatusConflict)+": "+err.Error()) // want `\(errleak/error4xx\)`
	}
	return &Out{}, nil
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		if !in.Raw {
			return nil, huma.Error500InternalServerError("sorry", othererrors.New("the guest was refused", 17)) // ok: constants and a number
		}
		return nil, huma.Error500InternalServerError("sorry", othererrors.Wrap(err, 17)) // want `\(errleak/error\)`
	}
	return &Out{}, nil
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		if !in.Raw {
			return nil, huma.Error500InternalServerError("sorry", fmt.Errorf("guest %q was refused", in.Name)) // ok: constants and a plain value
		}
		return nil, huma.Error500InternalServerError("sorry", fmt.Errorf("guest %q was refused: %w", in.Name, err)) // want `\(errleak/error\)`
	}
	return &Out{}, nil
}

// Hidden is the trap of a plain error, which huma hides.
func (h *Handler) Hidden(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		slog.Error("add guest", slog.String("error", err.Error())) // ok: the log
		return nil, huma.Error500InternalServerError("sorry")      // ok: constant text
	}
	return &Out{}, nil
}

// Shown differs in the detail.
func (h *Handler) Shown(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		return nil, huma.Error500InternalServerError("sorry", err) // want `\(errleak/error\)`
	}
	return &Out{}, nil
}

// Unregistered answers with a status that nobody knows.
func (h *Handler) Unregistered(_ context.Context, in *In) (*Out, error) {
	if err := h.guests.Add(in.Name); err != nil {
		return nil, huma.NewError(463, "the guest was refused") // want `463.*\(statuscode/unregistered\)`
	}
	return &Out{Status: http.StatusAccepted}, nil // ok: registered
}

// Soft answers 200 with an error in its body.
func (h *Handler) Soft(_ context.Context, in *In) (*Out, error) {
	out := &Out{}
	if err := h.guests.Add(in.Name); err != nil {
		out.Body.Error = "the guest was refused"
		return out, nil // TODO want `200.*\(statuscode/success\)`
	}
	return out, nil // ok: no error in it
}

// List is the trap of a list that a call made.
func (h *Handler) List(context.Context, *struct{}) (*Out, error) {
	out := &Out{}
	out.Body.Data = h.guests.All() // ok: the call's
	return out, nil
}

// Filter differs in that the list is its own.
func (h *Handler) Filter(_ context.Context, in *In) (*Out, error) {
	var data []string // TODO want `\(nilslice\)`
	for _, name := range h.guests.All() {
		if name == in.Name {
			data = append(data, name)
		}
	}
	out := &Out{}
	out.Body.Data = data
	return out, nil
}
