// Package iris answers for orders with iris.
package iris

import (
	"errors"
	"log/slog"

	"github.com/kataras/iris/v12"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

type service struct{ store orders.Store }

// New returns the app.
func New(store orders.Store) *iris.Application {
	s := &service{store}
	app := iris.Default()
	app.OnErrorCode(iris.StatusNotFound, func(ctx iris.Context) {
		_ = ctx.JSON(iris.Map{"error": "there is nothing here"}) // ok
	})
	v1 := app.Party("/v1", authenticate)
	v1.Get("/orders", s.list)
	v1.Get("/orders/all", s.listAll)
	v1.Get("/orders/{id:string}", s.get)
	v1.Get("/orders/{id:string}/raw", s.getRaw)
	v1.Get("/orders/{id:string}/problem", s.problem)
	v1.Post("/orders", s.create)
	v1.Post("/orders/strict", s.createStrict)
	v1.Delete("/orders/{id:string}", s.remove)
	v1.Delete("/orders/{id:string}/now", s.removeNow)
	v1.PartyFunc("/receipts", func(r iris.Party) {
		r.Get("/{id:string}", s.receipt)
		r.Get("/{id:string}/invoice", s.invoice)
	})
	v1.Get("/health/store", s.health)
	v1.Get("/health/disk", s.disk)
	return app
}

func authenticate(ctx iris.Context) {
	switch ctx.GetHeader("Authorization") {
	case "":
		_ = ctx.StopWithJSON(iris.StatusUnauthorized, iris.Map{"error": "sign in first"}) // ok
		return
	case "guest":
		ctx.StopWithText(iris.StatusForbidden, "guests may not do this") // BAD(rawerror)
		return
	}
	ctx.Next()
}

// refuse responds with a problem.
func refuse(ctx iris.Context, code int, title string, err error) {
	_ = ctx.StopWithProblem(code, iris.NewProblem().Title(title).DetailErr(err)) // BAD(errleak/error)
}

func (s *service) problem(ctx iris.Context) {
	o, err := s.store.Order(ctx, ctx.Params().Get("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = ctx.StopWithProblem(iris.StatusNotFound, iris.NewProblem().Title("no such order").Type("/orders")) // ok
		return
	}
	if err != nil {
		refuse(ctx, iris.StatusInternalServerError, "the store fails", err)
		return
	}
	if err := s.store.Save(ctx, o); err != nil {
		ctx.Application().Logger().Errorf("save: %v", err)
		return // BAD(noresponse)
	}
	_ = ctx.JSON(o)
}

func (s *service) get(ctx iris.Context) {
	o, err := s.store.Order(ctx, ctx.Params().Get("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = ctx.StopWithJSON(iris.StatusNotFound, iris.Map{"error": "no such order"}) // ok
		return
	}
	if err != nil {
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": err.Error()}) // BAD(errleak/error)
		return
	}
	_ = ctx.JSON(o)
}

func (s *service) getRaw(ctx iris.Context) {
	o, err := s.store.Order(ctx, ctx.Params().Get("id"))
	if errors.Is(err, orders.ErrNotFound) {
		ctx.StopWithText(iris.StatusNotFound, "no such order") // BAD(rawerror)
		return
	}
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"}) // ok
		return
	}
	_ = ctx.JSON(o)
}

func (s *service) list(ctx iris.Context) {
	all, err := s.store.Orders(ctx, ctx.URLParam("owner"))
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"}) // ok
		return
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	_ = ctx.JSON(unpaid)
}

func (s *service) listAll(ctx iris.Context) {
	all, err := s.store.Orders(ctx, ctx.URLParam("owner"))
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return // BAD(noresponse)
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	_ = ctx.JSON(unpaid)
}

// create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *service) create(ctx iris.Context) {
	var o orders.Order
	if err := ctx.ReadJSON(&o); err != nil {
		_ = ctx.StopWithJSON(iris.StatusUnprocessableEntity, iris.Map{"error": "this is no order"}) // BAD(statuscode/undocumented)
		return
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	ctx.StatusCode(iris.StatusCreated)
	_ = ctx.JSON(o)
}

// createStrict adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders/strict [post]
func (s *service) createStrict(ctx iris.Context) {
	var o orders.Order
	if err := ctx.ReadJSON(&o); err != nil {
		_ = ctx.StopWithJSON(iris.StatusBadRequest, iris.Map{"error": "this is no order"}) // ok
		return
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"}) // ok
		return
	}
	ctx.StatusCode(iris.StatusCreated)
	_ = ctx.JSON(o)
}

func (s *service) remove(ctx iris.Context) {
	if err := s.store.Delete(ctx, ctx.Params().Get("id")); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"})
		return
	}
	_ = ctx.StopWithJSON(iris.StatusNoContent, iris.Map{"deleted": true}) // BAD(bodyless)
}

func (s *service) removeNow(ctx iris.Context) {
	if err := s.store.Delete(ctx, ctx.Params().Get("id")); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"})
		return
	}
	ctx.StatusCode(iris.StatusNoContent) // ok
}

func (s *service) receipt(ctx iris.Context) {
	o, err := s.store.Order(ctx, ctx.Params().Get("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = ctx.StopWithJSON(iris.StatusNotFound, iris.Map{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"})
		return
	}
	_ = ctx.JSON(o)
	ctx.Header("Cache-Control", "no-store") // BAD(lateheader)
}

func (s *service) invoice(ctx iris.Context) {
	o, err := s.store.Order(ctx, ctx.Params().Get("id"))
	if errors.Is(err, orders.ErrNotFound) {
		_ = ctx.StopWithJSON(iris.StatusNotFound, iris.Map{"error": "no such order"})
		return
	}
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		_ = ctx.StopWithJSON(iris.StatusInternalServerError, iris.Map{"error": "something is wrong on our side"})
		return
	}
	ctx.Header("Cache-Control", "no-store") // ok
	_ = ctx.JSON(o)
}

// health says why the store does not work.
func (s *service) health(ctx iris.Context) {
	if _, err := s.store.Orders(ctx, ""); err != nil {
		ctx.StopWithError(iris.StatusServiceUnavailable, err) // BAD(errleak/error) BAD(rawerror)
		return
	}
	_ = ctx.JSON(iris.Map{"status": "up"})
}

// disk logs why the store does not work, and leaves the response to OnErrorCode.
func (s *service) disk(ctx iris.Context) {
	if _, err := s.store.Orders(ctx, ""); err != nil {
		ctx.StopWithPlainError(iris.StatusServiceUnavailable, err) // ok
		return
	}
	_ = ctx.JSON(iris.Map{"status": "up"})
}
