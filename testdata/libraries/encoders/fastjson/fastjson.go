// Package fastjson answers for orders with valyala/fastjson.
package fastjson

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/valyala/fastjson"

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

var arenas fastjson.ArenaPool

// fail answers with an error's text.
func fail(w http.ResponseWriter, code int, text string) {
	a := arenas.Get()
	defer arenas.Put(a)
	v := a.NewObject()
	v.Set("error", a.NewString(text))
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	w.Write(v.MarshalTo(nil))
}

// send answers with a value.
func send(w http.ResponseWriter, code int, v *fastjson.Value) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	w.Write([]byte(v.String()))
}

// encoded is an order as JSON.
func encoded(o *orders.Order) *fastjson.Value {
	var a fastjson.Arena
	v := a.NewObject()
	v.Set("id", a.NewString(o.ID))
	return v
}

func (h *handlers) get(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		fail(w, http.StatusNotFound, "no such order") // ok
		return
	}
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error()) // BAD(errleak/error)
		return
	}
	send(w, http.StatusOK, encoded(o))
}

func (h *handlers) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // ok
		return
	}
	send(w, http.StatusOK, encoded(o))
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (h *handlers) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := fastjson.Validate(r.FormValue("order")); err != nil {
		fail(w, http.StatusUnprocessableEntity, "this is no order") // BAD(statuscode/undocumented)
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // BAD(missingreturn)
	}
	send(w, http.StatusCreated, encoded(&o))
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (h *handlers) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := fastjson.Validate(r.FormValue("order")); err != nil {
		fail(w, http.StatusBadRequest, "this is no order") // ok
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // ok
		return
	}
	send(w, http.StatusCreated, encoded(&o))
}

func (h *handlers) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	send(w, http.StatusOK, encoded(o))
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (h *handlers) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // ok
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	send(w, http.StatusOK, encoded(o))
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // ok
		return
	}
	send(w, http.StatusNoContent, encoded(&orders.Order{})) // BAD(bodyless)
}

func (h *handlers) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		fail(w, http.StatusInternalServerError, "something is wrong on our side") // ok
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}
