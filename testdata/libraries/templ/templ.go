// Package templ shows orders with templ's components.
package templ

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"

	"github.com/a-h/templ"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type handlers struct{ store orders.Store }

// Routes registers the handlers.
func Routes(mux *http.ServeMux, store orders.Store) {
	h := &handlers{store}
	mux.HandleFunc("GET /orders/{id}", h.get)
	mux.HandleFunc("GET /orders/{id}/safe", h.getSafe)
	mux.HandleFunc("GET /orders/{id}/late", h.late)
	mux.HandleFunc("DELETE /orders/{id}", h.remove)
	mux.Handle("GET /about", templ.Handler(text("orders"), templ.WithStatus(http.StatusOK)))
}

// text is a component as templ writes it.
func text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

func (h *handlers) get(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		w.WriteHeader(http.StatusNotFound)
		text("no such order").Render(r.Context(), w) // ok: a page
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		text(err.Error()).Render(r.Context(), w) // MISSED(errleak/error): a component is a function that writes later
		return
	}
	text(o.ID).Render(r.Context(), w)
}

func (h *handlers) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		text("something is wrong on our side").Render(r.Context(), w) // ok
		return
	}
	text(o.ID).Render(r.Context(), w)
}

func (h *handlers) late(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	text(o.ID).Render(r.Context(), w)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		text("something is wrong on our side").Render(r.Context(), w) // BAD(missingreturn)
	}
	w.WriteHeader(http.StatusNoContent)
}
