// Package beside documents the second route of a handler at a function that is there for it.
package beside

import "github.com/gin-gonic/gin"

type orders struct{}

// @Success 201 {object} order
// @Failure 404 {object} failure
// @Router /orders/{id} [post]
func (o *orders) post(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(404, failure{"no order"})
		return
	}
	if c.Param("line") != "" {
		c.JSON(200, order{c.Param("id")}) // ok: the other route has it
		return
	}
	if c.Query("dry") != "" {
		c.JSON(202, order{c.Param("id")}) // want `202 Accepted, which post does not document`
		return
	}
	c.JSON(201, order{c.Param("id")})
}

// @Success 200 {object} order
// @Failure 404 {object} failure
// @Router /orders/{order}/lines/{line} [post]
func (*orders) _() {}

// @Success 200 {object} order
// @Router /orders/{order} [get]
func (o *orders) get(c *gin.Context) {
	c.JSON(201, order{c.Param("id")}) // want `201 Created, which get does not document`
}

// @Success 201 {object} order
// @Router /orders/{order} [put]
func (*orders) _() {}

type order struct {
	ID string `json:"id"`
}

type failure struct {
	Message string `json:"message"`
}

// Register registers the routes below a router of the caller.
func Register(r *gin.RouterGroup) {
	o := &orders{}
	r.POST("/:id", o.post)
	r.POST("/:id/lines/:line", o.post)
	r.GET("/:id", o.get)
}
