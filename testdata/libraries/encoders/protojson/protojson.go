// Package protojson answers for orders with protojson, and protobuf for those that ask for it.
package protojson

import (
	"errors"
	"log/slog"
	"net/http"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

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

// send answers with a message.
func send(w http.ResponseWriter, code int, m proto.Message) {
	data, err := protojson.MarshalOptions{EmitUnpopulated: true}.Marshal(m)
	if err != nil {
		http.Error(w, "cannot encode", http.StatusInternalServerError) // BAD(rawerror)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	w.Write(data)
}

// binary answers with a message as it is.
func binary(w http.ResponseWriter, code int, m proto.Message) {
	data, err := proto.Marshal(m)
	if err != nil {
		send(w, http.StatusInternalServerError, wrapperspb.String("cannot encode")) // ok
		return
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
	w.WriteHeader(code)
	w.Write(data)
}

func (h *handlers) get(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		send(w, http.StatusNotFound, wrapperspb.String("no such order")) // ok
		return
	}
	if err != nil {
		binary(w, http.StatusInternalServerError, wrapperspb.String(err.Error())) // BAD(errleak/error)
		return
	}
	send(w, http.StatusOK, wrapperspb.String(o.ID))
}

func (h *handlers) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // ok
		return
	}
	send(w, http.StatusOK, wrapperspb.String(o.ID))
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (h *handlers) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	var in wrapperspb.StringValue
	if err := protojson.Unmarshal([]byte(r.FormValue("order")), &in); err != nil {
		send(w, http.StatusUnprocessableEntity, wrapperspb.String("this is no order")) // BAD(statuscode/undocumented)
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // BAD(missingreturn)
	}
	send(w, http.StatusCreated, wrapperspb.String(o.ID))
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (h *handlers) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	var in wrapperspb.StringValue
	if err := protojson.Unmarshal([]byte(r.FormValue("order")), &in); err != nil {
		send(w, http.StatusBadRequest, wrapperspb.String("this is no order")) // ok
		return
	}
	if err := h.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // ok
		return
	}
	send(w, http.StatusCreated, wrapperspb.String(o.ID))
}

func (h *handlers) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	send(w, http.StatusOK, wrapperspb.String(o.ID))
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (h *handlers) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // ok
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	send(w, http.StatusOK, wrapperspb.String(o.ID))
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // ok
		return
	}
	send(w, http.StatusNoContent, wrapperspb.Bool(true)) // BAD(bodyless)
}

func (h *handlers) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.Error("store", "error", err)
		send(w, http.StatusInternalServerError, wrapperspb.String("something is wrong on our side")) // ok
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}
