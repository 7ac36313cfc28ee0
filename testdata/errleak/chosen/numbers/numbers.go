// Package numbers gives the same errors numbers of its own: they are no statuses here.
package numbers

import (
	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/errleak/chosen/problem"
)

var load func(id string) (string, error)

func get(c echo.Context) error {
	v, err := load(c.Param("id"))
	if err != nil {
		return problem.New(500, err.Error()) // ok
	}
	if v == "" {
		return problem.New(1004, "empty") // ok
	}
	return c.JSON(200, v)
}

// Register mounts the handler.
func Register(e *echo.Echo) { e.GET("/:id", get) }
