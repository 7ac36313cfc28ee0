package joins

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func onGin(c *gin.Context) { c.Status(http.StatusOK) }

// Gin has one slash between the two, and keeps the last one.
func Gin() http.Handler {
	r := gin.New()
	r.RedirectTrailingSlash = false
	r.GET("bare", onGin) // route GET /bare joins.onGin
	v1 := r.Group("v1")
	v1.GET("users", onGin)  // route GET /v1/users joins.onGin
	v1.GET("/books", onGin) // route GET /v1/books joins.onGin
	v1.GET("", onGin)       // route GET /v1 joins.onGin
	v1.GET("/", onGin)      // route GET /v1/ joins.onGin
	deep := r.Group("/deep/")
	deep.GET("/x", onGin)                    // route GET /deep/x joins.onGin
	deep.GET("", onGin)                      // route GET /deep/ joins.onGin
	r.Group("/g").Group("").GET("/y", onGin) // route GET /g/y joins.onGin
	ginUsers(r.Group("api"))
	return r
}

func ginUsers(g *gin.RouterGroup) {
	g.GET("users", onGin)    // route GET /api/users joins.onGin
	g.GET("/users/", onGin)  // route GET /api/users/ joins.onGin
	get(g, "orders", onGin)  // route GET /api/orders joins.onGin
	get(g, "/stocks", onGin) // route GET /api/stocks joins.onGin
}

func get(g *gin.RouterGroup, path string, h gin.HandlerFunc) { g.GET(path, h) }
