package rfc9457

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// A detail helps the client to correct the problem, rather than to debug the service.

// Detail tells what is wrong.
func (h *Handler) Detail(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if err == nil {
		send(w, http.StatusOK, order{})
		return
	}
	p := problem{Title: "The order cannot be read", Status: http.StatusInternalServerError}
	switch r.PathValue("case") {
	case "an error's text":
		p.Detail = err.Error() // want `\(errleak/error\)`
	case "verbose":
		p.Detail = fmt.Sprintf("%+v", err) // want `\(errleak/verbose\)`
	case "stack":
		p.Detail = string(debug.Stack()) // want `\(errleak/stack\)`
	case "logged":
		slog.Error("load order", "error", err)
		p.Detail = "Try again later" // ok
	}
	send(w, http.StatusInternalServerError, p)
}

// DetailEmpty says nothing.
func DetailEmpty(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "status text":
		send(w, http.StatusConflict, map[string]any{"title": "The order is closed", "detail": "Conflict"}) // want `it only repeats the status.*\(statusmeaning/message\)`
	case "text":
		send(w, http.StatusConflict, map[string]any{"title": "The order is closed", "detail": "It was closed on Monday"}) // ok
	}
}
