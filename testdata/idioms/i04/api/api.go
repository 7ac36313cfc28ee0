// Package api answers for tracks.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i04/leaf"
	"github.com/respvet/respvet/testdata/idioms/i04/mid"
)

// A Player plays tracks.
type Player interface {
	Play(id uint64) error
}

// Handler serves tracks.
type Handler struct {
	tracks mid.Tracks
	player Player
}

// Play goes on in the closure.
func (h *Handler) Play(w http.ResponseWriter, r *http.Request) {
	h.tracks.With(w, r, func(t mid.Track) {
		if err := h.player.Play(t.ID); err != nil {
			leaf.Send(w, http.StatusInternalServerError, "the player failed") // want `\(missingreturn\)`
		}
		leaf.Send(w, http.StatusOK, "playing")
	})
}

// Resume returns in the closure.
func (h *Handler) Resume(w http.ResponseWriter, r *http.Request) {
	h.tracks.With(w, r, func(t mid.Track) {
		if err := h.player.Play(t.ID); err != nil {
			leaf.Send(w, http.StatusInternalServerError, "the player failed") // ok: returns
			return
		}
		leaf.Send(w, http.StatusOK, "playing")
	})
}

// Stop leaks in the closure, at its end.
func (h *Handler) Stop(w http.ResponseWriter, r *http.Request) {
	h.tracks.WithAny(w, r, func(t mid.Track) {
		if err := h.player.Play(t.ID); err != nil {
			leaf.Send(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
		}
	})
}

// Skip sends a number of its own in a closure in a closure.
func (h *Handler) Skip(w http.ResponseWriter, r *http.Request) {
	h.tracks.With(w, r, func(t mid.Track) {
		leaf.Count(w, r, "by", func(n uint64) {
			if n > 10 {
				leaf.Send(w, 480, "too far") // want `480.*\(statuscode/unregistered\)`
				return
			}
			leaf.Send(w, http.StatusOK, "skipped") // ok: the last statement
		})
	})
}
