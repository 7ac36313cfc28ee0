// Package api is the HTTP interface of the billing service.
//
// A comment BAD(rule/category) says what a client sees of a mistake on its own
// line or, where it stands alone, on the next line of code; "ok" says why
// something that looks like one is right.
package api

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/shopecho/internal/apierr"
	"github.com/respvet/respvet/testdata/shopecho/internal/middleware"
	"github.com/respvet/respvet/testdata/shopecho/internal/reply"
	"github.com/respvet/respvet/testdata/shopecho/internal/store"
)

// A Server answers the requests.
type Server struct {
	store store.Store
}

// NewServer returns a server over a store.
func NewServer(s store.Store) *Server { return &Server{store: s} }

// Echo returns the router, in its middlewares. Probes need no token.
func (s *Server) Echo(token string) *echo.Echo {
	e := echo.New()
	e.HideBanner = true
	e.HTTPErrorHandler = reply.Handle
	e.Use(middleware.RequestID, middleware.Cache, middleware.Recover)
	e.GET("/healthz", s.healthz)
	e.GET("/readyz", s.readyz)

	v1 := e.Group("/v1", middleware.Auth(token), middleware.Limit(64))
	v1.POST("/accounts", s.createAccount)
	v1.GET("/accounts/:id", s.getAccount)
	v1.PUT("/accounts/:id", s.putAccount)
	v1.POST("/accounts/:id/close", s.closeAccount)
	v1.GET("/accounts/:id/invoices", s.listInvoices)
	v1.GET("/accounts/:id/debts", s.listDebts)
	v1.GET("/accounts/:id/total", s.total)
	v1.POST("/invoices", s.createInvoice)
	v1.GET("/invoices/:id", s.getInvoice)
	v1.POST("/invoices/:id/pay", s.payInvoice)
	v1.POST("/invoices/:id/split", s.splitInvoice)
	v1.DELETE("/invoices/:id", s.deleteInvoice)
	v1.GET("/invoices/:id/page", s.invoicePage)
	v1.Any("/invoices/:id/remind", s.remind)
	v1.GET("/admin/ledger", s.ledger)
	return e
}

// Jobs returns the router of what runs at night.
func (s *Server) Jobs() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = reply.HandleJobs
	e.Use(middleware.RecoverJobs)
	e.POST("/jobs/remind", s.remindJob)
	return e
}

// public translates the store's errors for clients.
func public(kind string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return apierr.Wrap(http.StatusNotFound, "there is no such "+kind, err) // ok: the cause is only logged
	case errors.Is(err, store.ErrExists):
		return apierr.Wrap(http.StatusConflict, "this "+kind+" exists already", err) // ok
	default:
		return err // ok: Handle says nothing of it
	}
}

func (s *Server) healthz(c echo.Context) error { return c.String(http.StatusOK, "ok") } // ok: a probe

func (s *Server) readyz(c echo.Context) error {
	if err := s.store.Ping(c.Request().Context()); err != nil {
		return c.String(http.StatusServiceUnavailable, "not ready") // ok: a probe, whose reader wants no JSON
	}
	return c.String(http.StatusOK, "ready")
}

// remindJob looks for accounts to remind.
func (s *Server) remindJob(c echo.Context) error {
	open, err := s.store.Invoices(c.Request().Context(), c.QueryParam("account"))
	if err != nil {
		return err // ok: HandleJobs is what prints it
	}
	return reply.OK(c, map[string]int{"open": len(open)})
}
