// Package kratos answers for orders with kratos.
package kratos

import (
	"context"
	stderrors "errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/go-kratos/kratos/v2/errors"
	transport "github.com/go-kratos/kratos/v2/transport/http"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type handlers struct {
	store   orders.Store
	service *Service
}

// New returns the server.
func New(store orders.Store) *transport.Server {
	h := &handlers{store, &Service{store}}
	srv := transport.NewServer(transport.Address(":8000"))
	r := srv.Route("/v1")
	r.GET("/orders", h.list)
	r.GET("/orders/all", h.listAll)
	r.GET("/orders/{id}", h.get)
	r.GET("/orders/{id}/raw", h.getRaw)
	r.POST("/orders", h.create)
	r.POST("/orders/strict", h.createStrict)
	r.DELETE("/orders/{id}", h.remove)
	r.DELETE("/orders/{id}/now", h.removeNow)
	r.GET("/orders/{id}/receipt", h.receipt)
	r.GET("/orders/{id}/invoice", h.invoice)
	r.GET("/health", h.health)
	r.GET("/served/{id}", h.served)
	return srv
}

func (h *handlers) get(ctx transport.Context) error {
	o, err := h.store.Order(ctx, ctx.Vars().Get("id"))
	if stderrors.Is(err, orders.ErrNotFound) {
		return errors.NotFound("ORDER_NOT_FOUND", "no such order") // ok
	}
	if err != nil {
		return errors.InternalServer("STORE", err.Error()) // BAD(errleak/error)
	}
	return ctx.Result(http.StatusOK, o)
}

func (h *handlers) getRaw(ctx transport.Context) error {
	o, err := h.store.Order(ctx, ctx.Vars().Get("id"))
	if stderrors.Is(err, orders.ErrNotFound) {
		return ctx.String(http.StatusNotFound, "no such order") // BAD(rawerror)
	}
	if err != nil {
		return errors.InternalServer("STORE", "something is wrong on our side").WithCause(err) // ok
	}
	return ctx.Result(http.StatusOK, o)
}

func (h *handlers) list(ctx transport.Context) error {
	all, err := h.store.Orders(ctx, ctx.Query().Get("owner"))
	if err != nil {
		return errors.Newf(http.StatusInternalServerError, "STORE", "cannot list: %v", err) // BAD(errleak/error)
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return ctx.JSON(http.StatusOK, unpaid)
}

func (h *handlers) listAll(ctx transport.Context) error {
	all, err := h.store.Orders(ctx, ctx.Query().Get("owner"))
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return nil // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return ctx.JSON(http.StatusOK, unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders [post]
func (h *handlers) create(ctx transport.Context) error {
	var o orders.Order
	if err := ctx.Bind(&o); err != nil {
		return errors.New(http.StatusUnprocessableEntity, "ORDER", "this is no order") // BAD(statuscode/undocumented)
	}
	if err := h.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.JSON(http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	return ctx.Result(http.StatusCreated, o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders/strict [post]
func (h *handlers) createStrict(ctx transport.Context) error {
	var o orders.Order
	if err := ctx.Bind(&o); err != nil {
		return errors.BadRequest("ORDER", "this is no order") // ok
	}
	if err := h.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return ctx.JSON(http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
	}
	return ctx.Result(http.StatusCreated, o)
}

func (h *handlers) remove(ctx transport.Context) error {
	if err := h.store.Delete(ctx, ctx.Vars().Get("id")); err != nil {
		return errors.InternalServer("STORE", "something is wrong on our side").WithCause(err) // ok
	}
	return ctx.JSON(http.StatusNoContent, map[string]bool{"deleted": true}) // BAD(bodyless)
}

func (h *handlers) removeNow(ctx transport.Context) error {
	if err := h.store.Delete(ctx, ctx.Vars().Get("id")); err != nil {
		return errors.InternalServer("STORE", "something is wrong on our side").WithCause(err) // ok
	}
	ctx.Response().WriteHeader(http.StatusNoContent) // ok
	return nil
}

func (h *handlers) receipt(ctx transport.Context) error {
	o, err := h.store.Order(ctx, ctx.Vars().Get("id"))
	if err != nil {
		return errors.NotFound("ORDER_NOT_FOUND", "no such order")
	}
	err = ctx.Result(http.StatusOK, o)
	ctx.Response().Header().Set("Cache-Control", "no-store") // BAD(lateheader)
	return err
}

func (h *handlers) invoice(ctx transport.Context) error {
	o, err := h.store.Order(ctx, ctx.Vars().Get("id"))
	if err != nil {
		return errors.NotFound("ORDER_NOT_FOUND", "no such order")
	}
	ctx.Response().Header().Set("Cache-Control", "no-store") // ok
	return ctx.Result(http.StatusOK, o)
}

// health returns an error, whose text the server sends.
func (h *handlers) health(ctx transport.Context) error {
	if _, err := h.store.Orders(ctx, ""); err != nil {
		return err // BAD(errleak/error)
	}
	return ctx.JSON(http.StatusOK, map[string]string{"status": "up"})
}

// served is as the code looks that is generated from a service's definition.
func (h *handlers) served(ctx transport.Context) error {
	var in Request
	if err := ctx.BindVars(&in); err != nil {
		return errors.BadRequest("REQUEST", "this is no request")
	}
	out, err := h.service.GetOrder(ctx, &in)
	if err != nil {
		return err
	}
	return ctx.Result(http.StatusOK, out)
}

// A Service has the calls of a service's definition.
type Service struct{ store orders.Store }

// A Request asks for an order.
type Request struct {
	ID string `json:"id"`
}

// GetOrder returns an order.
func (s *Service) GetOrder(ctx context.Context, in *Request) (*orders.Order, error) {
	o, err := s.store.Order(ctx, in.ID)
	if stderrors.Is(err, orders.ErrNotFound) {
		return nil, errors.NotFound("ORDER_NOT_FOUND", "no such order") // ok
	}
	if err != nil {
		return nil, errors.ServiceUnavailable("STORE", "the store says: "+err.Error()) // BAD(errleak/error)
	}
	return o, nil
}

// faultOf makes an error as those functions do that are generated for the errors of a definition.
func faultOf(format string, args ...any) *errors.Error {
	return errors.New(http.StatusServiceUnavailable, "STORE", fmt.Sprintf(format, args...))
}

// find returns an order, or says more of the store than it should.
func (s *Service) find(ctx context.Context, id string) (*orders.Order, error) {
	o, err := s.store.Order(ctx, id)
	if err != nil {
		return nil, faultOf("cannot find %s: %v", id, err) // BAD(errleak/error)
	}
	if err := s.store.Save(ctx, o); err != nil {
		return nil, errors.InternalServer("STORE", "cannot save").WithMetadata(map[string]string{"cause": err.Error()}) // BAD(errleak/error)
	}
	return o, nil
}

// FindOrder returns an order.
func (s *Service) FindOrder(ctx context.Context, in *Request) (*orders.Order, error) {
	o, err := s.find(ctx, in.ID) // ok: find is where it is wrong
	if err != nil {
		return nil, err
	}
	if o.Paid {
		return nil, errors.Conflict("PAID", "the order is paid").WithMetadata(map[string]string{"order": in.ID}) // ok
	}
	return o, nil
}
