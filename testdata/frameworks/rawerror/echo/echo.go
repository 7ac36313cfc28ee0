// Package echo answers errors through echo's context, without a responder.
package echo

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

type invoice struct {
	ID int `json:"id"`
}

func get(c echo.Context) error {
	switch id := c.Param("id"); id {
	case "":
		return c.String(http.StatusBadRequest, "an id is needed") // want `echo.Context.String sends the 400 as text/plain`
	case "0":
		return c.String(404, fmt.Sprintf("there is no invoice %q", id)) // want `echo.Context.String sends the 404 as text/plain`
	case "1":
		return c.JSON(http.StatusGone, "cancelled") // want `echo.Context.JSON sends the 410 as a bare JSON string`
	case "2":
		return c.Blob(http.StatusConflict, "text/plain", []byte("paid")) // want `echo.Context.Blob sends the 409 as text/plain`
	case "3":
		http.Error(c.Response(), "locked", http.StatusLocked) // want `http.Error sends the 423 as text/plain`
		return nil
	case "4":
		if err := c.String(http.StatusGone, "cancelled"); err != nil { // want `echo.Context.String sends the 410 as text/plain`
			return err
		}
		return nil
	case "5":
		_ = c.String(http.StatusGone, "cancelled") // want `echo.Context.String sends the 410 as text/plain`
		return nil
	case "6":
		return c.JSON(http.StatusGone, map[string]any{"error": "cancelled"}) // ok
	case "7":
		return c.NoContent(http.StatusGone) // ok: nobody asks for a body
	}
	return c.JSON(http.StatusOK, invoice{ID: 1})
}

func limited(next echo.HandlerFunc) echo.HandlerFunc {
	return func(ec echo.Context) error {
		if ec.Request().ContentLength > 1<<20 {
			return ec.String(http.StatusRequestEntityTooLarge, "too much") // want `echo.Context.String sends the 413 as text/plain`
		}
		return next(ec)
	}
}

func text(c echo.Context) error {
	if c.QueryParam("q") == "" {
		return c.String(http.StatusBadRequest, "what?") // ok: it speaks text
	}
	return c.String(http.StatusOK, c.Path())
}
