// Package echo sends the text of errors through echo's context and errors.
package echo

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

type store interface {
	Invoice(id string) (any, error)
}

type server struct{ store store }

func (s *server) get(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `error text from echo\.store\.Invoice is sent to the client in the body of the 500`
	}
	return c.JSON(http.StatusOK, i)
}

func (s *server) said(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		return echo.NewHTTPError(http.StatusBadGateway, fmt.Sprintf("cannot load the invoice: %v", err)) // want `error text from echo\.store\.Invoice is sent to the client in the body of the 502`
	}
	return c.JSON(http.StatusOK, i)
}

func (s *server) answered(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		return c.JSON(http.StatusInternalServerError, echo.Map{"message": err.Error()}) // want `error text from echo\.store\.Invoice is sent to the client in the body of the 500`
	}
	return c.JSON(http.StatusOK, i)
}

// kept wraps what is not for clients.
func (s *server) kept(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, fmt.Sprintf("no invoice %q", c.Param("id"))).SetInternal(err) // ok
	}
	return c.JSON(http.StatusOK, i)
}
