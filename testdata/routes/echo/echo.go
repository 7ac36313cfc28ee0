// Package echo registers with echo's groups, of both versions.
package echo

import (
	"net/http"

	"github.com/labstack/echo/v4"
	five "github.com/labstack/echo/v5"
)

type api struct{}

func (a *api) get(c echo.Context) error   { return nil }
func (a *api) get5(c *five.Context) error { return nil }

func auth(next echo.HandlerFunc) echo.HandlerFunc { return next }

// New makes the service's handler.
func New(a *api) http.Handler {
	e := echo.New()
	e.GET("/", a.get, auth)                                     // route GET / api.get
	e.Add("PUT", "/add", a.get)                                 // route PUT /add api.get
	e.Match([]string{"GET", "POST"}, "/match", auth(a.get))     // route GET /match api.get; POST /match api.get
	e.Any("/any", a.get)                                        // route /any api.get
	e.GET("/wrapped", echo.WrapHandler(http.NotFoundHandler())) // route GET /wrapped http.NotFoundHandler
	e.Static("/assets", "./assets")                             // route GET /assets/* Echo.Static
	g := e.Group("/v1", auth)
	g.File("/logo.png", "logo.png")                             // route GET /v1/logo.png Group.File
	g.POST("/x/:id", func(c echo.Context) error { return nil }) // route POST /v1/x/:id echo.New$1
	users(g.Group("/users"), a)
	return e
}

func users(g *echo.Group, a *api) {
	g.DELETE("/:id", a.get) // route DELETE /v1/users/:id api.get
	g.GET("", a.get)        // route GET /v1/users api.get
}

func get(c *five.Context) error { return nil }

// New5 is New with the newer version.
func New5(a *api) http.Handler {
	e := five.New()
	e.GET("/", a.get5) // route GET / api.get5
	g := e.Group("/v1").Group("/deep")
	g.PATCH("/x", a.get5)                                                             // route PATCH /v1/deep/x api.get5
	_, _ = g.AddRoute(five.Route{Method: "PUT", Path: "/added", Handler: a.get5})     // route PUT /v1/deep/added api.get5
	_, _ = e.AddRoute(five.Route{Method: http.MethodGet, Path: "/all", Handler: get}) // route GET /all echo.get
	return e
}
