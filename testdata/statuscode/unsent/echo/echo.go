// Package echo serves documented operations with echo.
package echo

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type api struct{ users map[string]string }

var errNone = errors.New("none")

// @Success 200 {object} string
// @Failure 401 {object} string
// @Failure 404 {object} string
// @Failure 410 {object} string // want `410 Gone is documented, get never sends it`
// @Router /v1/users/{id} [get]
func (a *api) get(c echo.Context) error {
	u, ok := a.users[c.Param("id")]
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound, "no such user")
	}
	return c.JSON(http.StatusOK, u)
}

// It returns an error that others answer.
//
// @Success 200 {object} string
// @Failure 401 {object} string
// @Failure 410 {object} string
// @Router /v1/users [get]
func (a *api) list(c echo.Context) error { // ok
	if len(a.users) == 0 {
		return load()
	}
	return c.JSON(http.StatusOK, a.users)
}

var load func() error

// A limit on one route.
//
// @Success 200 {object} string
// @Failure 401 {object} string // want `401 Unauthorized is documented, upload never sends it`
// @Failure 413 {object} string
// @Router /upload [post]
func (a *api) upload(c echo.Context) error { return c.JSON(http.StatusOK, "uploaded") }

// No limit.
//
// @Success 200 {object} string
// @Failure 413 {object} string // want `413 Request Entity Too Large is documented, ping never sends it`
// @Router /ping [get]
func (a *api) ping(c echo.Context) error { return c.JSON(http.StatusOK, "pong") }

func key(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("X-Key") == "" {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

// Run serves it.
func Run() error {
	a := &api{}
	e := echo.New()
	e.Use(middleware.RequestID(), middleware.Recover())
	e.POST("/upload", a.upload, middleware.BodyLimit("1M"))
	e.GET("/ping", a.ping)
	v1 := e.Group("/v1")
	v1.Use(key)
	v1.GET("/users/:id", a.get)
	v1.GET("/users", a.list)
	return e.Start(":8080")
}
