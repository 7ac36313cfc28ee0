// Package dropped has errors with a status that callers drop, and others that they send.
package dropped

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo/v4"
)

type shop struct{ db *sql.DB }

// session is asked by one caller, which says nothing of why.
func (s *shop) session(id string) (user string, err error) {
	if err := s.db.QueryRow("SELECT user FROM sessions WHERE id = $1", id).Scan(&user); err != nil {
		return "", echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // ok: nobody sends it
	}
	return user, nil
}

func (s *shop) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		user, err := s.session(c.Request().Header.Get("Session"))
		if err != nil {
			return echo.NewHTTPError(http.StatusForbidden, "no session")
		}
		c.Set("user", user)
		return next(c)
	}
}

// order is asked by two, of which one passes its error on.
func (s *shop) order(id string) (item string, err error) {
	if err := s.db.QueryRow("SELECT item FROM orders WHERE id = $1", id).Scan(&item); err != nil {
		return "", echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `error text from \(\*sql\.Row\)\.Scan is sent to the client in the body of the 500`
	}
	return item, nil
}

func (s *shop) has(c echo.Context) error {
	if _, err := s.order(c.Param("id")); err != nil {
		return echo.NewHTTPError(http.StatusNotFound, "no such order")
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *shop) show(c echo.Context) error {
	item, err := s.order(c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"item": item})
}
