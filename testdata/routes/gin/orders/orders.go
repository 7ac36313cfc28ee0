// Package orders is given its group, twice.
package orders

import "github.com/gin-gonic/gin"

// Register registers.
func Register(g gin.IRouter) {
	g.GET("/:id", get) // route GET /v1/orders/:id orders.get; GET /old/:id orders.get
}

func get(c *gin.Context) {}
