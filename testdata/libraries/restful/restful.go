// Package restful answers for orders with go-restful.
package restful

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/emicklei/go-restful/v3"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

type fault struct {
	Error string `json:"error"`
}

// New returns the container of the service.
func New(store orders.Store) *restful.Container {
	s := &service{store}
	ws := new(restful.WebService)
	ws.Path("/v1").Consumes(restful.MIME_JSON).Produces(restful.MIME_JSON).Filter(authenticate)
	id := ws.PathParameter("id", "of the order")
	ws.Route(ws.GET("/orders").To(s.list).Writes([]orders.Order{}))
	ws.Route(ws.GET("/orders/all").To(s.listAll).Writes([]orders.Order{}))
	ws.Route(ws.GET("/orders/{id}").To(s.get).Param(id).Writes(orders.Order{}))
	ws.Route(ws.GET("/orders/{id}/raw").To(s.getRaw).Param(id).Writes(orders.Order{}))
	ws.Route(ws.POST("/orders").To(s.create).Reads(orders.Order{}))
	ws.Route(ws.POST("/orders/strict").To(s.createStrict).Reads(orders.Order{}))
	ws.Route(ws.DELETE("/orders/{id}").To(s.remove).Param(id))
	ws.Route(ws.DELETE("/orders/{id}/now").To(s.removeNow).Param(id))
	ws.Route(ws.GET("/orders/{id}/receipt").To(s.receipt).Param(id))
	ws.Route(ws.GET("/orders/{id}/invoice").To(s.invoice).Param(id))
	ws.Route(ws.GET("/health").To(s.health))
	return restful.NewContainer().Add(ws)
}

func authenticate(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	switch req.HeaderParameter("Authorization") {
	case "":
		_ = resp.WriteHeaderAndEntity(http.StatusUnauthorized, fault{"sign in first"}) // ok
		return
	case "guest":
		_ = resp.WriteErrorString(http.StatusForbidden, "guests may not do this") // BAD(rawerror)
		return
	case "nobody":
		_ = resp.WriteHeaderAndEntity(http.StatusForbidden, fault{"sign in first"}) // BAD(missingreturn)
	}
	chain.ProcessFilter(req, resp)
}

func (s *service) get(req *restful.Request, resp *restful.Response) {
	o, err := s.store.Order(req.Request.Context(), req.PathParameter("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = resp.WriteHeaderAndEntity(http.StatusNotFound, fault{"no such order"}) // ok
		return
	}
	if err != nil {
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{err.Error()}) // BAD(errleak/error)
		return
	}
	_ = resp.WriteEntity(o)
}

func (s *service) getRaw(req *restful.Request, resp *restful.Response) {
	o, err := s.store.Order(req.Request.Context(), req.PathParameter("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = resp.WriteErrorString(http.StatusNotFound, "no such order") // BAD(rawerror)
		return
	}
	if err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"}) // ok
		return
	}
	_ = resp.WriteEntity(o)
}

func (s *service) list(req *restful.Request, resp *restful.Response) {
	all, err := s.store.Orders(req.Request.Context(), req.QueryParameter("owner"))
	if err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"}) // ok
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	_ = resp.WriteEntity(unpaid)
}

func (s *service) listAll(req *restful.Request, resp *restful.Response) {
	all, err := s.store.Orders(req.Request.Context(), req.QueryParameter("owner"))
	if err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		return // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	_ = resp.WriteEntity(unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *service) create(req *restful.Request, resp *restful.Response) {
	var o orders.Order
	if err := req.ReadEntity(&o); err != nil {
		_ = resp.WriteHeaderAndEntity(http.StatusUnprocessableEntity, fault{"this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := s.store.Save(req.Request.Context(), &o); err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"}) // BAD(missingreturn)
	}
	_ = resp.WriteHeaderAndEntity(http.StatusCreated, o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (s *service) createStrict(req *restful.Request, resp *restful.Response) {
	var o orders.Order
	if err := req.ReadEntity(&o); err != nil {
		_ = resp.WriteHeaderAndEntity(http.StatusBadRequest, fault{"this is no order"}) // ok
		return
	}
	if err := s.store.Save(req.Request.Context(), &o); err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"}) // ok
		return
	}
	_ = resp.WriteHeaderAndEntity(http.StatusCreated, o)
}

func (s *service) remove(req *restful.Request, resp *restful.Response) {
	if err := s.store.Delete(req.Request.Context(), req.PathParameter("id")); err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"})
		return
	}
	_ = resp.WriteHeaderAndJson(http.StatusNoContent, orders.Order{}, restful.MIME_JSON) // BAD(bodyless)
}

func (s *service) removeNow(req *restful.Request, resp *restful.Response) {
	if err := s.store.Delete(req.Request.Context(), req.PathParameter("id")); err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"})
		return
	}
	resp.WriteHeader(http.StatusNoContent) // ok
}

func (s *service) receipt(req *restful.Request, resp *restful.Response) {
	o, err := s.store.Order(req.Request.Context(), req.PathParameter("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = resp.WriteHeaderAndEntity(http.StatusNotFound, fault{"no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"})
		return
	}
	_ = resp.WriteEntity(o)
	resp.AddHeader("Cache-Control", "no-store") // BAD(lateheader)
}

func (s *service) invoice(req *restful.Request, resp *restful.Response) {
	o, err := s.store.Order(req.Request.Context(), req.PathParameter("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = resp.WriteHeaderAndEntity(http.StatusNotFound, fault{"no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(req.Request.Context(), "store", "error", err)
		_ = resp.WriteHeaderAndEntity(http.StatusInternalServerError, fault{"something is wrong on our side"})
		return
	}
	resp.AddHeader("Cache-Control", "no-store") // ok
	_ = resp.WriteEntity(o)
}

// health says why the store does not work.
func (s *service) health(req *restful.Request, resp *restful.Response) {
	if _, err := s.store.Orders(req.Request.Context(), ""); err != nil {
		_ = resp.WriteError(http.StatusServiceUnavailable, err) // BAD(errleak/error) BAD(rawerror)
		return
	}
	if _, err := s.store.Order(req.Request.Context(), "1"); err != nil {
		_ = resp.WriteServiceError(http.StatusServiceUnavailable, restful.NewError(503, err.Error())) // BAD(errleak/error)
		return
	}
	_ = resp.WriteAsJson(map[string]string{"status": "up"})
}
