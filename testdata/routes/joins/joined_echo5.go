package joins

import (
	"net/http"

	"github.com/labstack/echo/v5"
)

func onEcho5(c *echo.Context) error { return c.NoContent(http.StatusOK) }

// Echo5 adds a path as it is.
func Echo5() http.Handler {
	e := echo.New()
	e.GET("bare", onEcho5) // route GET /bare joins.onEcho5
	v1 := e.Group("/v1")
	v1.GET("users", onEcho5)            // route GET /v1users joins.onEcho5
	v1.GET("/books", onEcho5)           // route GET /v1/books joins.onEcho5
	v1.GET("", onEcho5)                 // route GET /v1 joins.onEcho5
	v1.GET("/", onEcho5)                // route GET /v1/ joins.onEcho5
	v1.Group("beta").GET("/x", onEcho5) // route GET /v1beta/x joins.onEcho5
	e.Group("v2").GET("/x", onEcho5)    // route GET /v2/x joins.onEcho5
	e.Group("").GET("/y", onEcho5)      // route GET /y joins.onEcho5
	echo5Users(e.Group("/api"))
	return e
}

func echo5Users(g *echo.Group) {
	g.GET("list", onEcho5)          // route GET /apilist joins.onEcho5
	g.GET("/list", onEcho5)         // route GET /api/list joins.onEcho5
	getEcho5(g, "orders", onEcho5)  // route GET /apiorders joins.onEcho5
	getEcho5(g, "/orders", onEcho5) // route GET /api/orders joins.onEcho5
}

func getEcho5(g *echo.Group, path string, h echo.HandlerFunc) { g.GET(path, h) }
