// Package web returns them, and knows nothing of the error handler that sends them.
package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/errleak/chosen/problem"
)

type store interface {
	Load(id string) (map[string]string, error)
}

type handler struct{ s store }

func (h *handler) details(c echo.Context) error {
	v, err := h.s.Load(c.Param("id"))
	if err != nil {
		return problem.New(http.StatusInternalServerError, "cannot load", "%s", err) // want `error text from web.store.Load is sent to the client in the body of the 500`
	}
	return c.JSON(http.StatusOK, v)
}

func (h *handler) message(c echo.Context) error {
	v, err := h.s.Load(c.Param("id"))
	if err != nil {
		return problem.New(http.StatusBadGateway, err.Error()) // want `error text from web.store.Load is sent to the client in the body of the 502`
	}
	return c.JSON(http.StatusOK, v)
}

func (h *handler) constant(c echo.Context) error {
	v, err := h.s.Load(c.Param("id"))
	if err != nil {
		c.Logger().Error(err)
		return problem.New(http.StatusNotFound, "no such thing", "id %s", c.Param("id")) // ok
	}
	return c.JSON(http.StatusOK, v)
}

// load is no handler: who calls it decides what is sent.
func (h *handler) load(id string) error {
	if _, err := h.s.Load(id); err != nil {
		return problem.New(http.StatusInternalServerError, err.Error()) // ok
	}
	return nil
}

// Register mounts the handlers.
func Register(e *echo.Echo, s store) error {
	h := &handler{s}
	e.GET("/details/:id", h.details)
	e.GET("/message/:id", h.message)
	e.GET("/constant/:id", h.constant)
	return h.load("first")
}
