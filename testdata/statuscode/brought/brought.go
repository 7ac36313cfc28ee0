// Package brought documents the statuses of handlers that return what their
// helpers have built.
package brought

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/respvet/respvet/testdata/statuscode/brought/apierr"
)

func closed() error { return echo.NewHTTPError(http.StatusConflict, "closed") }

func refused(status int) error { return echo.NewHTTPError(status, "refused") }

// refusal is the package's own, which answer sends.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

func answer(err error, c echo.Context) {
	var r *refusal
	if errors.As(err, &r) {
		_ = c.JSON(r.status, map[string]string{"error": r.text})
	}
}

type desk struct{ open bool }

func (d *desk) enter(name string) (string, error) {
	if !d.open {
		return "", &refusal{http.StatusConflict, "the desk is closed"}
	}
	if name == "" {
		return "", &refusal{http.StatusNotFound, "nobody is there"}
	}
	return name, nil
}

// @Failure 404 {object} echo.HTTPError
// @Router /fixed [get]
func fixed(c echo.Context) error {
	return closed() // want `closed sends 409 Conflict, which fixed does not document \(only 404\) \(statuscode/undocumented\)`
}

// @Failure 404 {object} echo.HTTPError
// @Router /elsewhere [get]
func elsewhere(c echo.Context) error {
	if c.QueryParam("all") == "" {
		return apierr.Missing("this") // ok
	}
	return apierr.Closed() // want `apierr\.Closed sends 409 Conflict, which elsewhere does not document \(only 404\) \(statuscode/undocumented\)`
}

// @Failure 404 {object} echo.HTTPError
// @Router /given [get]
func given(c echo.Context) error {
	return refused(http.StatusConflict) // want `refused sends 409 Conflict, which given does not document \(only 404\) \(statuscode/undocumented\)`
}

// @Failure 404 {object} echo.HTTPError
// @Router /documented [get]
func documented(c echo.Context) error {
	if c.QueryParam("all") == "" {
		return apierr.Missing("this") // ok
	}
	return refused(http.StatusNotFound) // ok
}

// @Failure 404 {object} refusal
// @Router /tested [get]
func (d *desk) tested(c echo.Context) error {
	name, err := d.enter(c.QueryParam("name")) // want `d\.enter sends 409 Conflict, which tested does not document \(only 404\) \(statuscode/undocumented\)`
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, name)
}

// @Failure 404 {object} refusal
// @Failure 409 {object} refusal
// @Router /told [get]
func (d *desk) told(c echo.Context) error {
	name, err := d.enter(c.QueryParam("name")) // ok
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, name)
}

// @Failure 404 {object} refusal
// @Router /kept [get]
func (d *desk) kept(c echo.Context) error {
	name, err := d.enter(c.QueryParam("name")) // ok: what it brings is not returned
	if err != nil {
		return echo.NewHTTPError(http.StatusNotFound, "nobody")
	}
	return c.JSON(http.StatusOK, name)
}

// plain documents nothing.
func plain(c echo.Context) error {
	return closed() // ok
}
