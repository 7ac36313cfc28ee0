// Package gozero answers for orders with go-zero.
package gozero

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
	"github.com/zeromicro/go-zero/rest/pathvar"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// Register adds the routes of the service.
func Register(server *rest.Server, store orders.Store) {
	s := &service{store}
	server.Use(authenticate)
	server.AddRoutes([]rest.Route{
		{Method: http.MethodGet, Path: "/orders", Handler: s.list},
		{Method: http.MethodGet, Path: "/orders/all", Handler: s.listAll},
		{Method: http.MethodGet, Path: "/orders/:id", Handler: s.get},
		{Method: http.MethodGet, Path: "/orders/:id/raw", Handler: s.getRaw},
		{Method: http.MethodPost, Path: "/orders", Handler: s.create},
		{Method: http.MethodPost, Path: "/orders/strict", Handler: s.createStrict},
		{Method: http.MethodDelete, Path: "/orders/:id", Handler: s.remove},
		{Method: http.MethodDelete, Path: "/orders/:id/now", Handler: s.removeNow},
		{Method: http.MethodGet, Path: "/orders/:id/receipt", Handler: s.receipt},
		{Method: http.MethodGet, Path: "/orders/:id/invoice", Handler: s.invoice},
		{Method: http.MethodGet, Path: "/health", Handler: s.health},
	}, rest.WithPrefix("/v1"))
}

func authenticate(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("Authorization") {
		case "":
			httpx.WriteJson(w, http.StatusUnauthorized, map[string]string{"error": "sign in first"}) // ok
			return
		case "guest":
			http.Error(w, "guests may not do this", http.StatusForbidden) // BAD(rawerror)
			return
		case "nobody":
			httpx.WriteJson(w, http.StatusForbidden, map[string]string{"error": "sign in first"}) // BAD(missingreturn)
		}
		next(w, r)
	}
}

func (s *service) get(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), pathvar.Vars(r)["id"])
	if errors.Is(err, orders.ErrNotFound) {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusNotFound, map[string]string{"error": "no such order"}) // ok
		return
	}
	if err != nil {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // BAD(errleak/error)
		return
	}
	httpx.OkJsonCtx(r.Context(), w, o)
}

func (s *service) getRaw(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), pathvar.Vars(r)["id"])
	if errors.Is(err, orders.ErrNotFound) {
		http.Error(w, "no such order", http.StatusNotFound) // BAD(rawerror)
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	httpx.OkJsonCtx(r.Context(), w, o)
}

func (s *service) list(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Orders(r.Context(), r.URL.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	httpx.OkJsonCtx(r.Context(), w, unpaid)
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
	httpx.OkJsonCtx(r.Context(), w, unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *service) create(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := httpx.Parse(r, &o); err != nil {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusUnprocessableEntity, map[string]string{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	httpx.WriteJsonCtx(r.Context(), w, http.StatusCreated, o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (s *service) createStrict(w http.ResponseWriter, r *http.Request) {
	var o orders.Order
	if err := httpx.Parse(r, &o); err != nil {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusBadRequest, map[string]string{"error": "this is no order"}) // ok
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	httpx.WriteJsonCtx(r.Context(), w, http.StatusCreated, o)
}

func (s *service) remove(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Delete(r.Context(), pathvar.Vars(r)["id"]); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	httpx.WriteJson(w, http.StatusNoContent, map[string]bool{"deleted": true}) // BAD(bodyless)
}

func (s *service) removeNow(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Delete(r.Context(), pathvar.Vars(r)["id"]); err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}

func (s *service) receipt(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), pathvar.Vars(r)["id"])
	if errors.Is(err, orders.ErrNotFound) {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusNotFound, map[string]string{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	httpx.OkJsonCtx(r.Context(), w, o)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

func (s *service) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), pathvar.Vars(r)["id"])
	if errors.Is(err, orders.ErrNotFound) {
		httpx.WriteJsonCtx(r.Context(), w, http.StatusNotFound, map[string]string{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(r.Context(), "store", "error", err)
		httpx.WriteJsonCtx(r.Context(), w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	w.Header().Set("Cache-Control", "no-store") // ok
	httpx.OkJsonCtx(r.Context(), w, o)
}

// health leaves the error to the handler that the program has set.
func (s *service) health(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Orders(r.Context(), ""); err != nil {
		httpx.ErrorCtx(r.Context(), w, err) // ok
		return
	}
	httpx.Ok(w)
}

// Errors is the program's handler of errors.
func Errors() {
	httpx.SetErrorHandler(func(err error) (int, any) {
		if errors.Is(err, orders.ErrNotFound) {
			return http.StatusNotFound, map[string]string{"error": "no such order"} // ok
		}
		return http.StatusInternalServerError, map[string]string{"error": err.Error()} // MISSED(errleak/error)
	})
}
