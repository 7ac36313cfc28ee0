// Package returned has handlers that return the errors which others answer.
package returned

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/answers/web"
)

type store interface{ find(id string) error }

type api struct{ store store }

var errGone = echo.NewHTTPError(http.StatusGone, "gone")

func (a *api) get(c echo.Context) error { // answers 200 400 410
	switch c.Param("id") {
	case "":
		return echo.NewHTTPError(http.StatusBadRequest, "no id")
	case "old":
		return errGone
	}
	return c.JSON(http.StatusOK, "fine")
}

// What the store returns is not known.
func (a *api) find(c echo.Context) error { // answers 200 …
	if err := a.store.find(c.Param("id")); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "fine")
}

// Nor is it here, where it is one of two.
func (a *api) check(c echo.Context) error { // answers 200 400 …
	err := a.store.find(c.Param("id"))
	if c.Param("id") == "" {
		err = echo.NewHTTPError(http.StatusBadRequest, "no id")
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "fine")
}

// A helper makes it.
func (a *api) helped(c echo.Context) error { // answers 204 404
	if c.Param("id") == "" {
		return missing("order")
	}
	return c.NoContent(http.StatusNoContent)
}

func missing(what string) error {
	return echo.NewHTTPError(http.StatusNotFound, what+" is missing")
}

func (a *api) never(c echo.Context) error { // answers 501
	return echo.NewHTTPError(http.StatusNotImplemented, "not yet")
}

// The project's own adapter answers these.
func (a *api) page(w http.ResponseWriter, r *http.Request) error { // answers 200 409
	if r.FormValue("id") == "" {
		return &web.Error{Status: http.StatusConflict, Message: "busy"}
	}
	return web.JSON(w, http.StatusOK, "fine")
}

func (a *api) made(w http.ResponseWriter, r *http.Request) error { // answers 200 422
	if r.FormValue("id") == "" {
		return web.Fail(http.StatusUnprocessableEntity, "no id")
	}
	return web.JSON(w, http.StatusOK, "fine")
}

// Of this one the adapter knows no status by itself.
func (a *api) plain(w http.ResponseWriter, r *http.Request) error { // answers 200 …
	if r.FormValue("id") == "" {
		return errors.New("no id")
	}
	return web.JSON(w, http.StatusOK, "fine")
}
