// Package text holds texts that look like leaks and are none, each beside one
// that is.
package text

import (
	"encoding/json"
	stderrors "errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

func send(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}

// A Guests stores guests; its errors are internal.
type Guests interface {
	Add(name string) error
}

// Handler serves guests.
type Handler struct {
	guests Guests
	texts  i18n.Catalogue
}

// Validation is the trap "validation text".
func (h *Handler) Validation(w http.ResponseWriter, r *http.Request) {
	if err := validate.Name(r.FormValue("name")); err != nil {
		send(w, http.StatusBadRequest, err.Error()) // ok: constants and a number
		return
	}
	if err := h.guests.Add(r.FormValue("name")); err != nil {
		send(w, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
	}
}

// OwnValidator is the trap "own validators": an error type whose text is joined
// from constants.
func (h *Handler) OwnValidator(w http.ResponseWriter, r *http.Request) {
	if err := validate.Form(map[string]string{"name": r.FormValue("name")}); err != nil {
		send(w, http.StatusBadRequest, err.Error()) // ok: the validator's words
		return
	}
	if err := validate.Age(r.FormValue("age"), strconv.Atoi); err != nil {
		send(w, http.StatusBadRequest, err.Error()) // want `\(errleak/(parse|error4xx)\)`
	}
}

// Translated is the trap "translated text".
func (h *Handler) Translated(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.FormValue("name")); err != nil {
		if r.FormValue("raw") == "" {
			send(w, http.StatusInternalServerError, h.texts.Text("guest.refused")) // ok: looked up by a constant key
			return
		}
		send(w, http.StatusInternalServerError, h.texts.Text(err.Error())) // want `\(errleak/error\)`
	}
}

var errFull = stderrors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(w http.ResponseWriter, r *http.Request) {
	err := h.guests.Add(r.FormValue("name"))
	switch {
	case stderrors.Is(err, errFull):
		send(w, http.StatusConflict, errFull.Error()) // ok: constant text
	case err == errFull:
		send(w, http.StatusConflict, err.Error()) // ok: it is the sentinel
	case err != nil:
		send(w, http.StatusConflict, err.Error()) // want `\(errleak/error4xx\)`
	}
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.FormValue("name")); err != nil {
		if r.FormValue("raw") == "" {
			send(w, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)) // ok: the status's text
			return
		}
		send(w, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)+": "+err.Error()) // want `\(errleak/error\)`
	}
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.FormValue("name")); err != nil {
		if r.FormValue("raw") == "" {
			send(w, http.StatusInternalServerError, errors.New("the guest was refused", 17).Error()) // ok: constants and a number
			return
		}
		send(w, http.StatusInternalServerError, errors.Wrap(err, 17).Error()) // want `\(errleak/error\)`
	}
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := h.guests.Add(name); err != nil {
		if r.FormValue("raw") == "" {
			err = fmt.Errorf("guest %q was refused", name)
		} else {
			err = fmt.Errorf("guest %q was refused: %w", name, err)
			send(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
			return
		}
		send(w, http.StatusInternalServerError, err.Error()) // ok: constants and a plain value
	}
}

// Quoted is the trap "a plain string of unknown origin".
func (h *Handler) Quoted(w http.ResponseWriter, r *http.Request, words []string) {
	if err := h.guests.Add(r.FormValue("name")); err != nil {
		if len(words) > 0 {
			send(w, http.StatusInternalServerError, words[0]) // ok: nobody knows where it is from
			return
		}
		word := err.Error() // want `\(errleak/error\)`
		send(w, http.StatusInternalServerError, word)
	}
}
