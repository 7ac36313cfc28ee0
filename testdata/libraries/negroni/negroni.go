// Package negroni answers for orders behind the middleware of negroni.
package negroni

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/urfave/negroni/v3"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// New returns the server.
func New(store orders.Store) http.Handler {
	s := &service{store}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", s.list)
	mux.HandleFunc("GET /orders/all", s.listAll)
	mux.HandleFunc("GET /orders/{id}", s.get)
	mux.HandleFunc("GET /orders/{id}/raw", s.getRaw)
	mux.HandleFunc("POST /orders", s.create)
	mux.HandleFunc("POST /orders/strict", s.createStrict)
	mux.HandleFunc("DELETE /orders/{id}", s.remove)
	mux.HandleFunc("DELETE /orders/{id}/now", s.removeNow)
	mux.HandleFunc("GET /orders/{id}/receipt", s.receipt)
	mux.HandleFunc("GET /orders/{id}/invoice", s.invoice)
	n := negroni.New(negroni.NewRecovery(), negroni.NewLogger()) // BAD(errleak/stack)
	n.Use(negroni.HandlerFunc(authenticate))
	n.UseFunc(limit)
	n.UseHandler(mux)
	return n
}

func authenticate(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	switch r.Header.Get("Authorization") {
	case "":
		reply(w, http.StatusUnauthorized, map[string]string{"error": "sign in first"}) // ok
		return
	case "guest":
		http.Error(w, "guests may not do this", http.StatusForbidden) // BAD(rawerror)
		return
	case "nobody":
		reply(w, http.StatusForbidden, map[string]string{"error": "sign in first"}) // BAD(missingreturn)
	}
	next(w, r)
}

// limit logs what was sent.
func limit(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	next(w, r)
	if rw, ok := w.(negroni.ResponseWriter); ok && rw.Status() >= 500 {
		slog.ErrorContext(r.Context(), "failed", "status", rw.Status(), "size", rw.Size())
	}
}

// reply sends a value as JSON.
func reply(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

func (s *service) get(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, map[string]string{"error": "no such order"}) // ok
		return
	}
	if err != nil {
		reply(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // BAD(errleak/error)
		return
	}
	reply(w, http.StatusOK, o)
}

func (s *service) getRaw(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		http.Error(w, "no such order", http.StatusNotFound) // BAD(rawerror)
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	reply(w, http.StatusOK, o)
}

func (s *service) list(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Orders(r.Context(), r.URL.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	reply(w, http.StatusOK, unpaid)
}

func (s *service) listAll(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Orders(r.Context(), r.URL.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		return // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	reply(w, http.StatusOK, unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *service) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply(w, http.StatusUnprocessableEntity, map[string]string{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	reply(w, http.StatusCreated, o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (s *service) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"error": "this is no order"}) // ok
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	reply(w, http.StatusCreated, o)
}

func (s *service) remove(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	reply(w, http.StatusNoContent, map[string]bool{"deleted": true}) // BAD(bodyless)
}

func (s *service) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Delete(r.Context(), r.PathValue("id")); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}

func (s *service) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, map[string]string{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	reply(w, http.StatusOK, o)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (s *service) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, map[string]string{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	reply(w, http.StatusOK, o)
}
