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
		c.String(http.StatusInternalServerError, "cannot load the part: %v", err) // want `the text of an internal error`
	case err != nil && c.Query("numbered") != "":
		c.String(http.StatusInternalServerError, "cannot load %s: %v", c.Param("id"), err) // want `the text of an internal error`
	case err != nil:
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `the text of an internal error`
	default:
		c.JSON(http.StatusOK, p)
	}
}

func (s *server) abort(c *gin.Context) {
	if _, err := s.store.Part(c.Param("id")); err != nil {
		c.AbortWithStatusJSON(http.StatusBadGateway, gin.H{"error": "no answer: " + err.Error()}) // want `the text of an internal error`
		return
	}
	c.JSON(http.StatusNotFound, gin.H{"error": "no such part"}) // ok
}
