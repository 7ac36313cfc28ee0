// Package easyjson answers for orders with mailru/easyjson.
package easyjson

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/mailru/easyjson"
	"github.com/mailru/easyjson/jlexer"
	"github.com/mailru/easyjson/jwriter"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type handlers struct{ store orders.Store }

// Routes registers the handlers.
func Routes(mux *http.ServeMux, store orders.Store) {
	h := &handlers{store}
	mux.HandleFunc("GET /orders/{id}", h.get)
	mux.HandleFunc("GET /orders/{id}/safe", h.getSafe)
	mux.HandleFunc("POST /orders", h.create)
	mux.HandleFunc("POST /orders/strict", h.createStrict)
	mux.HandleFunc("GET /orders/{id}/receipt", h.receipt)
	mux.HandleFunc("GET /orders/{id}/invoice", h.invoice)
	mux.HandleFunc("DELETE /orders/{id}", h.remove)
	mux.HandleFunc("DELETE /orders/{id}/now", h.removeNow)
}

// A problem is what is sent for an error; the methods are as easyjson writes them.
type problem struct{ Message string }

// MarshalEasyJSON supports easyjson.Marshaler.
func (p problem) MarshalEasyJSON(out *jwriter.Writer) {
	out.RawString(`{"error":`)
	out.String(p.Message)
	out.RawByte('}')
}

// An order is an order as easyjson encodes it.
type order struct{ orders.Order }

// MarshalEasyJSON supports easyjson.Marshaler.
func (o order) MarshalEasyJSON(out *jwriter.Writer) {
	out.RawString(`{"id":`)
	out.String(o.ID)
	out.RawByte('}')
}

// UnmarshalEasyJSON supports easyjson.Unmarshaler.
func (o *order) UnmarshalEasyJSON(in *jlexer.Lexer) { o.ID = in.String() }

// send answers with a value.
func send(w http.ResponseWriter, code int, v easyjson.Marshaler) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if _, err := easyjson.MarshalToWriter(v, w); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

func (h *handlers) get(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		send(w, http.StatusNotFound, problem{"no such order"}) // ok
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, problem{err.Error()}) // BAD(errleak/error)
		return
	}
	easyjson.MarshalToHTTPResponseWriter(order{*o}, w)
}

func (h *handlers) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // ok
		return
	}
	easyjson.MarshalToHTTPResponseWriter(order{*o}, w)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (h *handlers) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	in := order{o}
	if err := easyjson.UnmarshalFromReader(r.Body, &in); err != nil {
		send(w, http.StatusUnprocessableEntity, problem{"this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // BAD(missingreturn)
	}
	send(w, http.StatusCreated, order{o})
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (h *handlers) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	in := order{o}
	if err := easyjson.UnmarshalFromReader(r.Body, &in); err != nil {
		send(w, http.StatusBadRequest, problem{"this is no order"}) // ok
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // ok
		return
	}
	send(w, http.StatusCreated, order{o})
}

func (h *handlers) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	easyjson.MarshalToHTTPResponseWriter(order{*o}, w)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (h *handlers) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // ok
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	easyjson.MarshalToHTTPResponseWriter(order{*o}, w)
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // ok
		return
	}
	send(w, http.StatusNoContent, problem{}) // BAD(bodyless)
}

func (h *handlers) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, problem{"something is wrong on our side"}) // ok
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}
