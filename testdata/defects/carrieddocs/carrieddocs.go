// Package carrieddocs documents the statuses of handlers that return what their
// helpers have built: an error whose status the helper fixes is no site at the
// handler's call, so that the handler's documentation is not asked about it.
package carrieddocs

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func closed() error { return echo.NewHTTPError(http.StatusConflict, "closed") }

func refused(status int) error { return echo.NewHTTPError(status, "refused") }

// @Failure 404 {object} echo.HTTPError
// @Router /fixed [get]
func fixed(c echo.Context) error {
	return closed() // want `closed answers 409 Conflict, the documentation of fixed has only 404: .* \(statuscode/undocumented\)`
}

// @Failure 404 {object} echo.HTTPError
// @Router /given [get]
func given(c echo.Context) error {
	return refused(http.StatusConflict) // want `refused answers 409 Conflict, the documentation of given has only 404: .* \(statuscode/undocumented\)`
}

// @Failure 404 {object} echo.HTTPError
// @Router /documented [get]
func documented(c echo.Context) error {
	return refused(http.StatusNotFound) // ok
}
