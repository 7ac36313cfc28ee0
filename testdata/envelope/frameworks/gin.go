// Package frameworks answers through frameworks under the contract amperity.
package frameworks

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type fault struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

type problem struct {
	Status int    `json:"status"`
	Error  string `json:"error"`
}

// Gin answers through gin.
func Gin(c *gin.Context) {
	switch c.Param("case") {
	case "contract":
		c.JSON(http.StatusNotFound, fault{Status: http.StatusNotFound, Message: "no"}) // ok
	case "struct":
		c.JSON(http.StatusNotFound, problem{Status: http.StatusNotFound, Error: "no"}) // ok: reported where the struct is sent first
	case "map":
		c.JSON(http.StatusNotFound, gin.H{"status": 404, "message": c.Param("id")}) // ok
	case "another map":
		c.JSON(http.StatusNotFound, gin.H{"status": 400, "msg": c.Param("id")}) // want `\(\*gin\.Context\)\.JSON sends a 404 body in which "status" is 400, not 404, and "msg" should be named "message"; contract amperity requires status, message`
	case "abort":
		c.AbortWithStatusJSON(http.StatusNotFound, gin.H{"error": "no"}) // want `\(\*gin\.Context\)\.AbortWithStatusJSON sends a 404 body in which "status" is missing, and "message" is missing; contract amperity requires status, message`
	case "success":
		c.JSON(http.StatusOK, gin.H{"error": "no"}) // ok: no error by its status
	}
}

func ginFail(c *gin.Context, status int, message string) {
	c.JSON(status, gin.H{"code": status, "message": message}) // want `\(\*gin\.Context\)\.JSON sends a body in which "status" is missing; contract amperity requires status, message \(envelope\)`
}

// GinHelper answers through a helper.
func GinHelper(c *gin.Context) {
	ginFail(c, http.StatusNotFound, "no") // ok: there
}
