// Package sentinels returns the errors that frameworks have ready.
package sentinels

import (
	"errors"

	"github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
)

var errEmpty = errors.New("there is nothing")

// Fiber answers with one of fiber's.
func Fiber(c fiber.Ctx) error {
	switch c.Params("id") {
	case "0":
		return fiber.ErrUnprocessableEntity // want `fiber.ErrUnprocessableEntity sends 422 .*\(statuscode/undocumented\)`
	case "1":
		return errEmpty // ok: the error handler decides
	}
	return fiber.ErrNotFound // ok: the contract has 404
}

// Echo answers with one of echo's.
func Echo(c echo.Context) error {
	if c.Param("id") == "" {
		return echo.ErrBadRequest // ok: the contract has 400
	}
	return check(c.Param("id"))
}

func check(id string) error {
	if len(id) > 80 {
		return echo.ErrStatusRequestEntityTooLarge // want `\(statuscode/undocumented\)`
	}
	return nil
}
