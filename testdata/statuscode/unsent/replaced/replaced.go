// Package replaced is as package echo, with an error handler of its own.
package replaced

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// @Success 200 {object} string
// @Failure 404 {object} string
// @Failure 410 {object} string
// @Router /users/{id} [get]
func get(c echo.Context) error { // ok
	if c.Param("id") == "" {
		return echo.NewHTTPError(http.StatusNotFound, "no such user")
	}
	return c.JSON(http.StatusOK, "a user")
}

// Run serves it.
func Run(handler echo.HTTPErrorHandler) error {
	e := echo.New()
	e.HTTPErrorHandler = handler
	e.GET("/users/:id", get)
	return e.Start(":8080")
}
