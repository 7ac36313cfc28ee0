// Package stock has handlers that others register.
package stock

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Count answers with a number.
func Count(c *gin.Context) {
	if c.Query("all") != "" {
		c.JSON(http.StatusConflict, nil)
		return
	}
	c.JSON(http.StatusOK, 1)
}
