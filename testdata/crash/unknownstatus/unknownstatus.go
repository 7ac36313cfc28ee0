// Package unknownstatus sends errors with a status that nobody can tell.
package unknownstatus

import "github.com/gin-gonic/gin"

var statusOf func(error) int

type depot interface{ find(id string) error }

func track(d depot) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := d.find(c.Param("id")); err != nil {
			c.AbortWithError(statusOf(err), err)
			return
		}
		if err := d.find(c.Query("id")); err != nil {
			c.AbortWithStatus(statusOf(err))
			return
		}
		c.Status(204)
	}
}
