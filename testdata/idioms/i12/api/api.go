// Package api answers for keys.
package api

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i12/mid"
)

// A Ring holds keys.
type Ring interface {
	Turn(key string) error
}

// Handler serves keys.
type Handler struct{ ring Ring }

// Routes registers the handlers.
func (h *Handler) Routes(mux *http.ServeMux) {
	mux.Handle("POST /keys/{key}", mid.Handler(h.turn))
	mux.Handle("PUT /keys/{key}", mid.Handler(h.cut))
	mux.Handle("DELETE /keys/{key}", mid.Handler(h.lose))
	mux.Handle("GET /keys/{key}", mid.Handler(h.find))
}

func (h *Handler) turn(s *mid.Session) {
	if err := h.ring.Turn(s.Request.PathValue("key")); err != nil {
		s.Fault(http.StatusConflict, err) // want `\(missingreturn\)`
	}
	s.JSON(http.StatusOK, map[string]bool{"turned": true})
}

func (h *Handler) cut(s *mid.Session) {
	if err := h.ring.Turn(s.Request.PathValue("key")); err != nil {
		s.Broken(err) // ok: returns
		return
	}
	s.JSON(http.StatusOK, map[string]bool{"cut": true})
}

func (h *Handler) lose(s *mid.Session) {
	if err := h.ring.Turn(s.Request.PathValue("key")); err != nil {
		s.Fault(498, err) // want `498.*\(statuscode/unregistered\)`
		return
	}
	s.JSON(http.StatusOK, map[string]bool{"lost": true})
}

func (h *Handler) find(s *mid.Session) {
	key := s.Request.PathValue("key")
	if key == "" {
		s.FaultAlways(http.StatusNotFound, "which key?") // ok: constant text
		return
	}
	if err := h.ring.Turn(key); err != nil {
		s.JSON(http.StatusInternalServerError, map[string]string{"message": err.Error()}) // want `\(errleak/error\)`
		return
	}
	s.JSON(http.StatusOK, map[string]bool{"found": true})
}
