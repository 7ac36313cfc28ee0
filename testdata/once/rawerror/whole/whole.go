// Package whole answers with JSON where nothing fails, and with text wherever something
// does.
package whole

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func boats(c *gin.Context) {
	if c.Query("port") == "" {
		c.String(http.StatusBadRequest, "which port?") // want `3 error responses of this package are text/plain, none is JSON; clients of a JSON API expect JSON; -rawerror\.each lists them`
		return
	}
	c.JSON(http.StatusOK, gin.H{"boats": []string{}})
}

func boat(c *gin.Context) {
	if c.Param("name") == "" {
		c.String(http.StatusNotFound, "no such boat") // ok: told above
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": c.Param("name")})
}

func sink(c *gin.Context) {
	if c.Param("name") == "" {
		c.String(http.StatusNotFound, "no such boat") // ok: told above
		return
	}
	c.Status(http.StatusNoContent)
}
