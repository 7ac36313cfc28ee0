// Package made has a constructor for the body of its errors.
package made

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type refusal struct {
	Why string `json:"why"`
}

func refuse(why string) refusal { return refusal{why} }

func seat(c *gin.Context) {
	switch c.Param("row") {
	case "a":
		c.JSON(http.StatusConflict, refuse("the row is sold out"))
	case "b":
		c.JSON(http.StatusGone, refuse("the row was taken out"))
	case "c":
		c.JSON(http.StatusNotFound, gin.H{"error": "no such row"})
	case "d":
		c.String(http.StatusLocked, "the row is held") // want `\(\*gin.Context\).String sends the 423 as text/plain`
	default:
		c.JSON(http.StatusOK, gin.H{"row": c.Param("row")})
	}
}
