// Package checked has a validator of its own.
package checked

import (
	"errors"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
)

type boat struct{ Name string }

type rules struct{}

// Validate looks at the name.
func (rules) Validate(v any) error {
	if b, ok := v.(*boat); ok && b.Name == "" {
		return errors.New("a boat has a name")
	}
	return nil
}

func launch(c echo.Context) error {
	b := &boat{Name: c.Param("name")}
	if err := c.Validate(b); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // ok: it says nothing else
	}
	if err := os.Remove(b.Name); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `error text from os.Remove is sent`
	}
	return c.NoContent(http.StatusNoContent)
}

func harbour() *echo.Echo {
	e := echo.New()
	e.Validator = rules{}
	e.PUT("/boats/:name", launch)
	return e
}
