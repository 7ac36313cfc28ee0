// Package panics sends what gin has recovered.
package panics

import (
	"fmt"
	"log"

	"github.com/gin-gonic/gin"
)

// CustomRecovery
func rec1() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, err any) {
		c.AbortWithStatusJSON(500, gin.H{"error": err}) // want "errleak/panic"
	})
}
func rec2() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, err any) {
		log.Print(err)
		c.AbortWithStatusJSON(500, gin.H{"error": "internal"})
	})
}
func rec3() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, err any) {
		c.AbortWithStatusJSON(500, gin.H{"error": fmt.Sprint(err)}) // want "errleak/panic"
	})
}
func rec4(c *gin.Context, err any) {
	if s, ok := err.(string); ok {
		c.String(500, fmt.Sprintf("error: %s", s)) // want "errleak/panic" "missingreturn" "rawerror"
	}
	c.AbortWithStatus(500)
}

// An error that was thrown on purpose, to be caught here.

type refusal struct{ Reason string }

func rec5(c *gin.Context, err any) {
	if r, ok := err.(*refusal); ok {
		c.AbortWithStatusJSON(422, gin.H{"error": r.Reason})
		return
	}
	c.AbortWithStatus(500)
}

func Use(e *gin.Engine) {
	e.Use(rec1(), rec2(), rec3(), gin.CustomRecovery(rec4), gin.CustomRecovery(rec5))
}
