// Package echo goes on after it has answered through echo's context.
package echo

import (
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
)

type store interface {
	Invoice(id string) (any, error)
	Save(v any) error
}

type server struct{ store store }

func (s *server) get(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusNotFound, map[string]any{"error": "no such invoice"}) // want `handler continues after echo\.Context\.JSON sent 404: a second response is written at line \d+`
	}
	return c.JSON(http.StatusOK, i)
}

func (s *server) dropped(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		_ = c.JSON(http.StatusNotFound, map[string]any{"error": "no such invoice"}) // want `handler continues after echo\.Context\.JSON sent 404: a second response is written at line \d+`
	}
	return c.JSON(http.StatusOK, i)
}

func (s *server) logged(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusNotFound, map[string]any{"error": "no such invoice"}) // want `handler continues after echo\.Context\.JSON sent 404: a second response is written at line \d+`
		slog.Error("invoice", "error", err)
	}
	return c.JSON(http.StatusOK, i)
}

// fail answers, and says nothing of it.
func fail(c echo.Context, text string) {
	_ = c.JSON(http.StatusBadRequest, map[string]any{"error": text})
}

func (s *server) helped(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		fail(c, "no such invoice") // want `handler continues after fail sent 400: a second response is written at line \d+`
	}
	return c.JSON(http.StatusOK, i)
}

// refuse answers, and returns what the answer does.
func refuse(c echo.Context, status int, text string) error {
	return c.JSON(status, map[string]any{"error": text})
}

func (s *server) refused(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		refuse(c, http.StatusNotFound, "no such invoice") // want `handler continues after refuse sent 404: a second response is written at line \d+`
	}
	return c.JSON(http.StatusOK, i)
}

func (s *server) left(c echo.Context) error {
	i, err := s.store.Invoice(c.Param("id"))
	if err != nil {
		return refuse(c, http.StatusNotFound, "no such invoice") // ok
	}
	return c.JSON(http.StatusOK, i)
}
