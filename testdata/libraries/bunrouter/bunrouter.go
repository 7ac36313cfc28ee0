// Package bunrouter answers for orders with bunrouter.
package bunrouter

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/uptrace/bunrouter"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// New returns the router.
func New(store orders.Store) *bunrouter.Router {
	s := &service{store}
	router := bunrouter.New(bunrouter.Use(failures), bunrouter.WithNotFoundHandler(missing))
	router.WithGroup("/v1", func(g *bunrouter.Group) {
		g = g.Use(authenticate)
		g.GET("/orders", s.list)
		g.GET("/orders/all", s.listAll)
		g.GET("/orders/:id", s.get)
		g.GET("/orders/:id/raw", s.getRaw)
		g.POST("/orders", s.create)
		g.POST("/orders/strict", s.createStrict)
		g.DELETE("/orders/:id", s.remove)
		g.DELETE("/orders/:id/now", s.removeNow)
		g.GET("/orders/:id/receipt", s.receipt)
		g.GET("/orders/:id/invoice", s.invoice)
		g.GET("/health", s.health)
	})
	return router
}

// failures responds to the errors of handlers, and tells clients what they may know.
func failures(next bunrouter.HandlerFunc) bunrouter.HandlerFunc {
	return func(w http.ResponseWriter, r bunrouter.Request) error {
		err := next(w, r)
		if err != nil {
			slog.ErrorContext(r.Context(), "failed", "error", err)
			reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		}
		return err
	}
}

func missing(w http.ResponseWriter, _ bunrouter.Request) error {
	reply(w, http.StatusNotFound, bunrouter.H{"error": "there is nothing here"}) // ok
	return nil
}

func authenticate(next bunrouter.HandlerFunc) bunrouter.HandlerFunc {
	return func(w http.ResponseWriter, r bunrouter.Request) error {
		switch r.Header.Get("Authorization") {
		case "":
			reply(w, http.StatusUnauthorized, bunrouter.H{"error": "sign in first"}) // ok
			return nil
		case "guest":
			http.Error(w, "guests may not do this", http.StatusForbidden) // BAD(rawerror)
			return nil
		case "nobody":
			reply(w, http.StatusForbidden, bunrouter.H{"error": "sign in first"}) // BAD(missingreturn)
		}
		return next(w, r)
	}
}

// reply sends a value as JSON.
func reply(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

func (s *service) get(w http.ResponseWriter, r bunrouter.Request) error {
	o, err := s.store.Order(r.Context(), r.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, bunrouter.H{"error": "no such order"}) // ok
		return nil
	}
	if err != nil {
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": err.Error()}) // BAD(errleak/error)
		return nil
	}
	return bunrouter.JSON(w, o)
}

func (s *service) getRaw(w http.ResponseWriter, r bunrouter.Request) error {
	o, err := s.store.Order(r.Context(), r.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		http.Error(w, "no such order", http.StatusNotFound) // BAD(rawerror)
		return nil
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"}) // ok
		return nil
	}
	return bunrouter.JSON(w, o)
}

func (s *service) list(w http.ResponseWriter, r bunrouter.Request) error {
	all, err := s.store.Orders(r.Context(), r.URL.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"}) // ok
		return nil
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return bunrouter.JSON(w, unpaid)
}

func (s *service) listAll(w http.ResponseWriter, r bunrouter.Request) error {
	all, err := s.store.Orders(r.Context(), r.URL.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		return nil // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return bunrouter.JSON(w, unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *service) create(w http.ResponseWriter, r bunrouter.Request) error {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply(w, http.StatusUnprocessableEntity, bunrouter.H{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return nil
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	reply(w, http.StatusCreated, o)
	return nil
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (s *service) createStrict(w http.ResponseWriter, r bunrouter.Request) error {
	var o orders.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply(w, http.StatusBadRequest, bunrouter.H{"error": "this is no order"}) // ok
		return nil
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"}) // ok
		return nil
	}
	reply(w, http.StatusCreated, o)
	return nil
}

func (s *service) remove(w http.ResponseWriter, r bunrouter.Request) error {
	if err := s.store.Delete(r.Context(), r.Param("id")); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"})
		return nil
	}
	reply(w, http.StatusNoContent, map[string]bool{"deleted": true}) // BAD(bodyless)
	return nil
}

func (s *service) removeNow(w http.ResponseWriter, r bunrouter.Request) error {
	if err := s.store.Delete(r.Context(), r.Param("id")); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"})
		return nil
	}
	w.WriteHeader(http.StatusNoContent) // ok
	return nil
}

func (s *service) receipt(w http.ResponseWriter, r bunrouter.Request) error {
	o, err := s.store.Order(r.Context(), r.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, bunrouter.H{"error": "no such order"})
		return nil
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"})
		return nil
	}
	reply(w, http.StatusOK, o)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
	return nil
}

func (s *service) invoice(w http.ResponseWriter, r bunrouter.Request) error {
	o, err := s.store.Order(r.Context(), r.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		reply(w, http.StatusNotFound, bunrouter.H{"error": "no such order"})
		return nil
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		reply(w, http.StatusInternalServerError, bunrouter.H{"error": "something is wrong on our side"})
		return nil
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	return bunrouter.JSON(w, o)
}

// health leaves an error to the middleware.
func (s *service) health(w http.ResponseWriter, r bunrouter.Request) error {
	if _, err := s.store.Orders(r.Context(), ""); err != nil {
		return err // ok
	}
	return bunrouter.JSON(w, bunrouter.H{"status": "up"})
}
