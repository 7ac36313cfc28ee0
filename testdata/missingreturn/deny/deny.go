// Package deny has middleware that refuses by a function of its own.
package deny

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type reply struct{ c *gin.Context }

func (r reply) deny()  { r.c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"message": "no"}) }
func (r reply) write() { r.c.JSON(http.StatusForbidden, gin.H{"message": "no"}) }

func refuser(c *gin.Context) func(status int) {
	return func(status int) { c.AbortWithStatusJSON(status, gin.H{"message": "no"}) }
}

func writer(c *gin.Context) func(status int) {
	return func(status int) { c.JSON(status, gin.H{"message": "no"}) }
}

// Twice called: the closure shares the context.
func scope(c *gin.Context) {
	scope, ok := c.Get("scope")
	if !ok {
		c.Next()
		return
	}
	deny := func() {
		c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"message": "not permitted"})
	}
	switch scope {
	case "read":
		if c.Request.Method == http.MethodGet {
			c.Next()
			return
		}
	default:
		deny() // ok
		return
	}
	deny() // ok
}

// The neighbour's closure writes, and stops nothing.
func lax(c *gin.Context) {
	deny := func() { c.JSON(http.StatusForbidden, gin.H{"message": "no"}) }
	if c.GetHeader("Token") == "" {
		deny() // want `missingreturn`
		return
	}
	if c.GetHeader("Other") == "" {
		deny() // want `missingreturn`
		return
	}
	c.Next()
}

func made(c *gin.Context) {
	deny := refuser(c)
	if c.GetHeader("Token") == "" {
		deny(http.StatusUnauthorized) // ok
		return
	}
	if c.GetHeader("Other") == "" {
		deny(http.StatusForbidden) // ok
		return
	}
	c.Next()
}

func madeLax(c *gin.Context) {
	deny := writer(c)
	if c.GetHeader("Token") == "" {
		deny(http.StatusUnauthorized) // want `missingreturn`
		return
	}
	if c.GetHeader("Other") == "" {
		deny(http.StatusForbidden) // want `missingreturn`
		return
	}
	c.Next()
}

func method(c *gin.Context) {
	deny := reply{c}.deny
	if c.GetHeader("Token") == "" {
		deny() // ok
		return
	}
	if c.GetHeader("Other") == "" {
		deny() // ok
		return
	}
	c.Next()
}

func methodLax(c *gin.Context) {
	r := reply{c}
	if c.GetHeader("Token") == "" {
		r.deny() // ok
		return
	}
	if c.GetHeader("Other") == "" {
		r.write() // want `missingreturn`
		return
	}
	c.Next()
}

func routes(r *gin.Engine) {
	r.Use(scope, lax, made, madeLax, method, methodLax)
	r.GET("/", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{}) })
}
