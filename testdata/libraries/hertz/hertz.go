// Package hertz answers for orders with hertz.
package hertz

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/utils"
	"github.com/cloudwego/hertz/pkg/protocol/consts"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// New returns the server.
func New(store orders.Store) *server.Hertz {
	s := &service{store}
	h := server.Default(server.WithHostPorts(":8080"))
	h.Use(recovery.Recovery(recovery.WithRecoveryHandler(recovered)))
	v1 := h.Group("/v1", authenticate)
	v1.GET("/orders", s.list)
	v1.GET("/orders/all", s.listAll)
	v1.GET("/orders/:id", s.get)
	v1.GET("/orders/:id/raw", s.getRaw)
	v1.POST("/orders", s.create)
	v1.POST("/orders/strict", s.createStrict)
	v1.PUT("/orders/:id", s.update)
	v1.PUT("/orders/:id/items", s.updateItems)
	v1.DELETE("/orders/:id", s.remove)
	v1.DELETE("/orders/:id/now", s.removeNow)
	v1.GET("/orders/:id/receipt", s.receipt)
	v1.GET("/orders/:id/invoice", s.invoice)
	return h
}

func authenticate(ctx context.Context, c *app.RequestContext) {
	if len(c.GetHeader("Authorization")) == 0 {
		c.AbortWithStatusJSON(consts.StatusUnauthorized, utils.H{"error": "sign in first"}) // ok
		return
	}
	if string(c.GetHeader("Authorization")) == "guest" {
		c.AbortWithMsg("guests may not do this", consts.StatusForbidden) // BAD(rawerror)
		return
	}
	c.Next(ctx)
}

// recovered responds after a panic.
func recovered(ctx context.Context, c *app.RequestContext, v any, stack []byte) {
	if c.Query("debug") != "" {
		c.JSON(consts.StatusInternalServerError, utils.H{"error": fmt.Sprint(v)}) // BAD(errleak/panic)
		return
	}
	if c.Query("trace") != "" {
		c.JSON(consts.StatusInternalServerError, utils.H{"trace": string(stack)}) // BAD(errleak/stack)
		return
	}
	slog.ErrorContext(ctx, "panic", "value", v, "stack", string(stack))
	c.JSON(consts.StatusInternalServerError, utils.H{"error": "something is wrong on our side"}) // ok
}

func (s *service) get(ctx context.Context, c *app.RequestContext) {
	o, err := s.store.Order(ctx, c.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		c.JSON(consts.StatusNotFound, utils.H{"error": "no such order"}) // ok
		return
	}
	if err != nil {
		c.JSON(consts.StatusInternalServerError, utils.H{"error": err.Error()}) // BAD(errleak/error)
		return
	}
	c.JSON(consts.StatusOK, o)
}

func (s *service) getRaw(ctx context.Context, c *app.RequestContext) {
	o, err := s.store.Order(ctx, c.Param("id"))
	if errors.Is(err, orders.ErrNotFound) {
		c.String(consts.StatusNotFound, "no such order") // BAD(rawerror)
		return
	}
	if err != nil {
		slog.ErrorContext(ctx, "order", "error", err)
		c.JSON(consts.StatusInternalServerError, utils.H{"error": "something is wrong on our side"}) // ok
		return
	}
	c.JSON(consts.StatusOK, o)
}

func (s *service) list(ctx context.Context, c *app.RequestContext) {
	all, err := s.store.Orders(ctx, c.Query("owner"))
	if err != nil {
		slog.ErrorContext(ctx, "orders", "error", err)
		c.JSON(consts.StatusInternalServerError, utils.H{"error": "something is wrong on our side"})
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	c.JSON(consts.StatusOK, unpaid)
}

func (s *service) listAll(ctx context.Context, c *app.RequestContext) {
	all, err := s.store.Orders(ctx, c.Query("owner"))
	if err != nil {
		slog.ErrorContext(ctx, "orders", "error", err)
		return // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	c.JSON(consts.StatusOK, unpaid)
}

// @Summary adds an order
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders [post]
func (s *service) create(ctx context.Context, c *app.RequestContext) {
	var o orders.Order
	if err := c.BindAndValidate(&o); err != nil {
		c.JSON(consts.StatusUnprocessableEntity, utils.H{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "save", "error", err)
		c.JSON(consts.StatusInternalServerError, utils.H{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	c.JSON(consts.StatusCreated, o)
}

// @Summary adds an order, and says why it does not
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /v1/orders/strict [post]
func (s *service) createStrict(ctx context.Context, c *app.RequestContext) {
	var o orders.Order
	if err := c.BindAndValidate(&o); err != nil {
		c.JSON(consts.StatusBadRequest, utils.H{"error": "this is no order"}) // ok
		return
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "save", "error", err)
		c.JSON(consts.StatusInternalServerError, utils.H{"error": "something is wrong on our side"}) // ok
		return
	}
	c.JSON(consts.StatusCreated, o)
}

func (s *service) update(ctx context.Context, c *app.RequestContext) {
	var o orders.Order
	if err := c.BindJSON(&o); err != nil {
		c.AbortWithStatusJSON(consts.StatusBadRequest, utils.H{"error": "this is no order"}) // BAD(missingreturn)
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "save", "error", err)
		c.Response.Header.Set("Content-Type", "application/json")
		c.SetStatusCode(consts.StatusInternalServerError)
		c.SetBodyString(`{"error": "` + err.Error() + `"}`) // BAD(errleak/error)
		return
	}
	c.JSON(consts.StatusOK, o)
}

func (s *service) updateItems(ctx context.Context, c *app.RequestContext) {
	var o orders.Order
	if err := c.BindJSON(&o); err != nil {
		c.AbortWithStatusJSON(consts.StatusBadRequest, utils.H{"error": "this is no order"}) // ok
		return
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "save", "error", err)
		c.SetStatusCode(consts.StatusInternalServerError)
		c.SetBodyString("cannot save") // BAD(rawerror)
		return
	}
	c.JSON(consts.StatusOK, o)
}

func (s *service) remove(ctx context.Context, c *app.RequestContext) {
	if err := s.store.Delete(ctx, c.Param("id")); err != nil {
		slog.ErrorContext(ctx, "delete", "error", err)
		c.AbortWithStatus(consts.StatusInternalServerError)
		return
	}
	if c.Query("quiet") == "" {
		c.Response.SetBodyString(`{"deleted": true}`) // ok: the content type comes in time
		c.Response.Header.SetContentType("application/json")
		return
	}
	if c.Query("text") != "" {
		c.Response.SetBodyString(`{"deleted": true}`) // BAD(contenttype)
		return
	}
	c.JSON(consts.StatusNoContent, utils.H{"deleted": true}) // BAD(bodyless)
}

func (s *service) removeNow(ctx context.Context, c *app.RequestContext) {
	if err := s.store.Delete(ctx, c.Param("id")); err != nil {
		slog.ErrorContext(ctx, "delete", "error", err)
		c.AbortWithStatus(consts.StatusInternalServerError)
		return
	}
	c.Status(consts.StatusNoContent) // ok
}

// receipt sets a header after the body: the response is sent when the handlers have
// returned, so it is not late.
func (s *service) receipt(ctx context.Context, c *app.RequestContext) {
	o, err := s.store.Order(ctx, c.Param("id"))
	if err != nil {
		_ = c.Error(err) // ok: for a middleware that responds to errors
		c.Abort()
		return
	}
	c.JSON(consts.StatusOK, o)
	c.Header("Cache-Control", "no-store") // ok
}

func (s *service) invoice(ctx context.Context, c *app.RequestContext) {
	o, err := s.store.Order(ctx, c.Param("id"))
	if err != nil {
		_ = c.AbortWithError(consts.StatusInternalServerError, err) // ok
		return
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(consts.StatusOK, o)
}
