// Package gin sends the text of errors through gin's context.
package gin

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	Part(id string) (any, error)
}

type server struct{ store store }

func (s *server) get(c *gin.Context) {
	p, err := s.store.Part(c.Param("id"))
	switch {
	case err != nil && c.Query("plain") != "":
		c.String(http.StatusInternalServerError, "cannot load the part: %v", err) // want `error text from gin\.store\.Part is sent to the client in the body of the 500`
	case err != nil && c.Query("numbered") != "":
		c.String(http.StatusInternalServerError, "cannot load %s: %v", c.Param("id"), err) // want `error text from gin\.store\.Part is sent to the client in the body of the 500`
	case err != nil:
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `error text from gin\.store\.Part is sent to the client in the body of the 500`
	default:
		c.JSON(http.StatusOK, p)
	}
}

func (s *server) abort(c *gin.Context) {
	if _, err := s.store.Part(c.Param("id")); err != nil {
		c.AbortWithStatusJSON(http.StatusBadGateway, gin.H{"error": "no answer: " + err.Error()}) // want `error text from gin\.store\.Part is sent to the client in the body of the 502`
		return
	}
	c.JSON(http.StatusNotFound, gin.H{"error": "no such part"}) // ok
}
