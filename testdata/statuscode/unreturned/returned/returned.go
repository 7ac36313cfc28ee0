// Package returned has handlers that return errors of their framework's, whose
// statuses are known.
package returned

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Sent answers by itself.
//
// @Success 200 {string} string
// @Failure 404 {object} string
// @Failure 500 {object} string
// @Router /sent [get]
func Sent(c echo.Context) error { // want `Sent never sends 404 Not Found.*\(statuscode/unreturned\)`
	if c.QueryParam("x") == "" {
		return c.JSON(http.StatusInternalServerError, "failed")
	}
	return c.JSON(http.StatusOK, "fine")
}

// Returned differs in how it answers the 500.
//
// @Success 200 {string} string
// @Failure 404 {object} string
// @Failure 500 {object} string
// @Router /returned [get]
func Returned(c echo.Context) error { // want `Returned never sends 404 Not Found.*\(statuscode/unreturned\)`
	if c.QueryParam("x") == "" {
		return echo.NewHTTPError(http.StatusInternalServerError, "failed")
	}
	return c.JSON(http.StatusOK, "fine")
}

// Others may return whatever they like.
//
// @Success 200 {string} string
// @Failure 404 {object} string
// @Router /others [get]
func Others(c echo.Context) error { // ok
	if err := check(c.QueryParam("x")); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "fine")
}

var check func(string) error
