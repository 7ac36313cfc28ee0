// Package auth is what handlers of another package ask.
package auth

import "github.com/gin-gonic/gin"

// User returns what a middleware has left.
func User(c *gin.Context) string { return c.GetString("user") }

// Check hands the context to whatever it is told to.
func Check(c *gin.Context, by func(*gin.Context) bool) bool { return by(c) }

// Try answers only where something has failed, and tells.
func Try(c *gin.Context, err error) bool {
	if err != nil {
		c.JSON(500, gin.H{"error": "internal"})
		return false
	}
	return true
}
