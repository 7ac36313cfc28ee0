// Package frameworks sends bodies where there are none, through contexts.
package frameworks

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type order struct{ ID string }

// A Store has orders.
type Store interface {
	Delete(id string) (*order, error)
}

// Gin registers the handlers of gin.
func Gin(r *gin.Engine, s Store) {
	r.DELETE("/orders/:id", func(c *gin.Context) {
		c.JSON(http.StatusNoContent, gin.H{"deleted": c.Param("id")}) // want `\(\*gin.Context\).JSON sends a body with 204 No Content, which allows none: the client does not receive it \(bodyless\)`
	})
	r.DELETE("/carts/:id", func(c *gin.Context) {
		c.JSON(http.StatusNoContent, nil) // ok
	})
	r.DELETE("/items/:id", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"deleted": c.Param("id")}) // ok
	})
	r.DELETE("/lists/:id", func(c *gin.Context) {
		c.AbortWithStatusJSON(http.StatusNotModified, order{ID: c.Param("id")}) // want `sends a body with 304 Not Modified`
	})
	r.DELETE("/kept/:id", func(c *gin.Context) {
		gone := order{ID: c.Param("id")}
		c.JSON(http.StatusNoContent, gone) // want `sends a body with 204 No Content`
	})
	r.DELETE("/text/:id", func(c *gin.Context) {
		c.String(http.StatusNoContent, "deleted") // want `\(\*gin.Context\).String sends a body with 204 No Content`
	})
}

// Echo registers those of echo.
func Echo(e *echo.Echo, s Store) {
	e.DELETE("/orders/:id", func(c echo.Context) error {
		return c.JSON(http.StatusNoContent, map[string]string{"deleted": c.Param("id")}) // want `echo.Context.JSON sends a body with 204 No Content`
	})
}
