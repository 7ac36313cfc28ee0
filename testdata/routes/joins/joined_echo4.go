package joins

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func onEcho4(c echo.Context) error { return c.NoContent(http.StatusOK) }

// Echo4 adds a path as it is.
func Echo4() http.Handler {
	e := echo.New()
	e.GET("bare", onEcho4) // route GET /bare joins.onEcho4
	v1 := e.Group("/v1")
	v1.GET("users", onEcho4)            // route GET /v1users joins.onEcho4
	v1.GET("/books", onEcho4)           // route GET /v1/books joins.onEcho4
	v1.GET("", onEcho4)                 // route GET /v1 joins.onEcho4
	v1.GET("/", onEcho4)                // route GET /v1/ joins.onEcho4
	v1.Group("beta").GET("/x", onEcho4) // route GET /v1beta/x joins.onEcho4
	e.Group("v2").GET("/x", onEcho4)    // route GET /v2/x joins.onEcho4
	e.Group("").GET("/y", onEcho4)      // route GET /y joins.onEcho4
	echo4Users(e.Group("/api"))
	return e
}

func echo4Users(g *echo.Group) {
	g.GET("list", onEcho4)          // route GET /apilist joins.onEcho4
	g.GET("/list", onEcho4)         // route GET /api/list joins.onEcho4
	getEcho4(g, "orders", onEcho4)  // route GET /apiorders joins.onEcho4
	getEcho4(g, "/orders", onEcho4) // route GET /api/orders joins.onEcho4
}

func getEcho4(g *echo.Group, path string, h echo.HandlerFunc) { g.GET(path, h) }
