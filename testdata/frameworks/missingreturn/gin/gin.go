// Package gin goes on after it has answered through gin's context.
package gin

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	Part(id string) (any, error)
	Save(v any) error
}

type server struct{ store store }

func (s *server) get(c *gin.Context) {
	p, err := s.store.Part(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such part"}) // want `handler continues after \(\*gin\.Context\)\.JSON sent 404: a second response is written at line \d+`
	}
	c.JSON(http.StatusOK, p)
}

func (s *server) logged(c *gin.Context) {
	p, err := s.store.Part(c.Param("id"))
	if err != nil {
		c.AbortWithStatusJSON(http.StatusNotFound, gin.H{"error": "no such part"}) // want `handler continues after \(\*gin\.Context\)\.AbortWithStatusJSON sent 404: a second response is written at line \d+`
		slog.Error("part", "error", err)
	}
	c.JSON(http.StatusOK, p)
}

func (s *server) left(c *gin.Context) {
	p, err := s.store.Part(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such part"}) // ok
		return
	}
	c.JSON(http.StatusOK, p)
}
