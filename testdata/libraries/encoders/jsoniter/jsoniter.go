// Package jsoniter answers for orders with json-iterator/go and its streams.
package jsoniter

import (
	"errors"
	"log/slog"
	"net/http"

	jsoniter "github.com/json-iterator/go"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type handlers struct{ store orders.Store }

// Routes registers the handlers.
func Routes(mux *http.ServeMux, store orders.Store) {
	h := &handlers{store}
	mux.HandleFunc("GET /orders/{id}", h.get)
	mux.HandleFunc("GET /orders/{id}/safe", h.getSafe)
	mux.HandleFunc("GET /orders", h.list)
	mux.HandleFunc("GET /orders/all", h.listAll)
	mux.HandleFunc("POST /orders", h.create)
	mux.HandleFunc("POST /orders/strict", h.createStrict)
	mux.HandleFunc("GET /orders/{id}/receipt", h.receipt)
	mux.HandleFunc("GET /orders/{id}/invoice", h.invoice)
	mux.HandleFunc("DELETE /orders/{id}", h.remove)
	mux.HandleFunc("DELETE /orders/{id}/now", h.removeNow)
}

var json = jsoniter.ConfigCompatibleWithStandardLibrary

// send answers with a value.
func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	stream := json.BorrowStream(w)
	defer json.ReturnStream(stream)
	stream.WriteVal(v)
	if err := stream.Flush(); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

// fail answers with an error's text, piece by piece.
func fail(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	stream := jsoniter.NewStream(json, w, 512)
	stream.WriteObjectStart()
	stream.WriteObjectField("error")
	stream.WriteString(text)
	stream.WriteObjectEnd()
	stream.Flush()
}

func (h *handlers) get(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		send(w, http.StatusNotFound, map[string]string{"error": "no such order"}) // ok
		return
	}
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error()) // BAD(errleak/error)
		return
	}
	send(w, http.StatusOK, o)
}

func (h *handlers) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	send(w, http.StatusOK, o)
}

func (h *handlers) list(w http.ResponseWriter, r *http.Request) {
	all, err := h.store.Orders(r.Context(), r.FormValue("owner"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	send(w, http.StatusOK, unpaid)
}

func (h *handlers) listAll(w http.ResponseWriter, r *http.Request) {
	all, err := h.store.Orders(r.Context(), r.FormValue("owner"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	send(w, http.StatusOK, unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (h *handlers) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		send(w, http.StatusUnprocessableEntity, map[string]string{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	send(w, http.StatusCreated, o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (h *handlers) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		send(w, http.StatusBadRequest, map[string]string{"error": "this is no order"}) // ok
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	send(w, http.StatusCreated, o)
}

func (h *handlers) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	send(w, http.StatusOK, o)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (h *handlers) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	send(w, http.StatusOK, o)
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	send(w, http.StatusNoContent, map[string]bool{"deleted": true}) // BAD(bodyless)
}

func (h *handlers) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}
