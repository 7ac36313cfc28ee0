// Package mixed differs from whole in one error, which is JSON: the others are mistakes.
package mixed

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func boats(c *gin.Context) {
	if c.Query("port") == "" {
		c.JSON(http.StatusBadRequest, gin.H{"error": "which port?"}) // ok
		return
	}
	c.JSON(http.StatusOK, gin.H{"boats": []string{}})
}

func boat(c *gin.Context) {
	if c.Param("name") == "" {
		c.String(http.StatusNotFound, "no such boat") // want `sends the 404 as text/plain`
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": c.Param("name")})
}

func sink(c *gin.Context) {
	if c.Param("name") == "" {
		c.String(http.StatusNotFound, "no such boat") // want `sends the 404 as text/plain`
		return
	}
	c.Status(http.StatusNoContent)
}
