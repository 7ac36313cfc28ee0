// Package fuego answers for orders with fuego.
package fuego

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/go-fuego/fuego"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// New returns the server.
func New(store orders.Store) *fuego.Server {
	s := &service{store}
	srv := fuego.NewServer()
	v1 := fuego.Group(srv, "/v1")
	fuego.Get(v1, "/orders", s.list)
	fuego.Get(v1, "/orders/all", s.listAll)
	fuego.Get(v1, "/orders/{id}", s.get)
	fuego.Get(v1, "/orders/{id}/raw", s.getRaw)
	fuego.Post(v1, "/orders", s.create)
	fuego.Post(v1, "/orders/strict", s.createStrict)
	fuego.Use(v1, tenant)
	fuego.Get(v1, "/orders/{id}/items", s.items)
	fuego.GetStd(v1, "/health", s.health)
	return srv
}

func (s *service) get(c fuego.ContextNoBody) (*orders.Order, error) {
	o, err := s.store.Order(c, c.PathParam("id"))
	if errors.Is(err, orders.ErrNotFound) {
		return nil, fuego.NotFoundError{Title: "no such order", Err: err} // ok
	}
	if err != nil {
		return nil, fuego.HTTPError{Status: http.StatusInternalServerError, Detail: err.Error()} // BAD(errleak/error)
	}
	return o, nil
}

func (s *service) getRaw(c fuego.ContextNoBody) (*orders.Order, error) {
	o, err := s.store.Order(c, c.PathParam("id"))
	if errors.Is(err, orders.ErrNotFound) {
		return nil, fuego.NotFoundError{Title: "no such order", Detail: "ask for another", Err: err} // ok
	}
	if err != nil {
		return nil, err // ok: it is sent as {}
	}
	return o, nil
}

func (s *service) list(c fuego.ContextNoBody) ([]orders.Order, error) {
	all, err := s.store.Orders(c, c.QueryParam("owner"))
	if err != nil {
		return nil, fuego.InternalServerError{Detail: "something is wrong on our side", Err: err} // ok
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return unpaid, nil
}

func (s *service) listAll(c fuego.ContextNoBody) ([]orders.Order, error) {
	all, err := s.store.Orders(c, c.QueryParam("owner"))
	if err != nil {
		return nil, fuego.HTTPError{Status: http.StatusServiceUnavailable, Title: "orders: " + err.Error(), Err: err} // BAD(errleak/error)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return unpaid, nil
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders [post]
func (s *service) create(c fuego.ContextWithBody[orders.Order]) (*orders.Order, error) {
	o, err := c.Body()
	if err != nil {
		return nil, fuego.HTTPError{Status: http.StatusUnprocessableEntity, Detail: "this is no order"} // BAD(statuscode/undocumented)
	}
	if err := s.store.Save(c, &o); err != nil {
		return nil, fuego.InternalServerError{Status: http.StatusInternalServerError, Detail: "something is wrong on our side", Err: err} // ok
	}
	c.SetStatus(http.StatusCreated)
	return &o, nil
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders/strict [post]
func (s *service) createStrict(c fuego.ContextWithBody[orders.Order]) (*orders.Order, error) {
	o, err := c.Body()
	if err != nil {
		return nil, fuego.BadRequestError{Detail: "this is no order", Err: err} // ok
	}
	if err := s.store.Save(c, &o); err != nil {
		slog.ErrorContext(c, "store", "error", err)
		return nil, err // ok
	}
	c.SetStatus(http.StatusCreated)
	return &o, nil
}

// health is a handler of net/http's.
func (s *service) health(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Orders(r.Context(), ""); err != nil {
		http.Error(w, "the store: "+err.Error(), http.StatusServiceUnavailable) // BAD(errleak/error) BAD(rawerror)
		return
	}
	fuego.SendJSON(w, r, map[string]string{"status": "up"})
}

// tenant is a middleware.
func tenant(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("X-Tenant") {
		case "":
			fuego.SendError(w, r, fuego.ForbiddenError{Title: "who are you?"}) // ok
			return
		case "nobody":
			fuego.SendJSONError(w, r, fuego.ForbiddenError{Title: "nobody may do this"}) // BAD(missingreturn)
		}
		next.ServeHTTP(w, r)
	})
}

func (s *service) items(c fuego.ContextNoBody) ([]string, error) {
	o, err := s.store.Order(c, c.PathParam("id"))
	if err != nil {
		return nil, fuego.HTTPError{Status: http.StatusBadGateway, Title: "the store fails", Errors: []fuego.ErrorItem{{Name: "store", Reason: err.Error()}}} // BAD(errleak/error)
	}
	if o.Items == nil {
		return []string{}, nil
	}
	return o.Items, nil
}
