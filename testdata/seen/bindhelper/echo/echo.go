// Package echo leaves requests without a response that echo's Bind has refused: it says
// so to its caller alone.
package echo

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type order struct{ ID string }

func parse(c echo.Context, v any) bool { return c.Bind(v) == nil }

func into[T any](c echo.Context) (*T, error) {
	v := new(T)
	if err := c.Bind(v); err != nil {
		return nil, err
	}
	return v, nil
}

func lost(c echo.Context) error {
	var o order
	if !parse(c, &o) {
		return nil // want "noresponse"
	}
	return c.JSON(http.StatusOK, o)
}

func sent(c echo.Context) error {
	var o order
	if !parse(c, &o) {
		return c.NoContent(http.StatusBadRequest)
	}
	return c.JSON(http.StatusOK, o)
}

func lostInto(c echo.Context) error {
	o, err := into[order](c)
	if err != nil {
		return nil // want "noresponse"
	}
	return c.JSON(http.StatusOK, o)
}

func returned(c echo.Context) error {
	o, err := into[order](c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, o)
}

func routes(e *echo.Echo) {
	e.POST("/lost", lost)
	e.POST("/sent", sent)
	e.POST("/into", lostInto)
	e.POST("/returned", returned)
}
