package wppgateway

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
)

// W11: 504 says that the backend did not answer in time. What clients make of it
// is for rules to come.

// W11Load waits for as long as the request's context lets it.
func (h *Handler) W11Load(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Error("load product", "error", err)
		failWith(w, http.StatusBadGateway, "the product cannot be read now") // want `answers 502 Bad Gateway to a deadline that was exceeded, for which the contract wpp has 504.*\(statusmeaning\)`
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}

// W11Wait does the same and says so.
func (h *Handler) W11Wait(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Error("load product", "error", err)
		failWith(w, http.StatusGatewayTimeout, "the product cannot be read now") // ok
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}
