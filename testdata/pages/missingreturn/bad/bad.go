// Package bad has examples of the page of missingreturn.
package bad

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/pages/reply"
)

type orders interface {
	Order(id string) (string, error)
	Save(o string) error
	All() ([]string, error)
}

// A Server has orders.
type Server struct{ store orders }

// Order shows an order.
func (s *Server) Order(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	o, err := s.store.Order(id)
	if err != nil {
		http.Error(w, "no such order", http.StatusNotFound)
	}
	reply.JSON(w, http.StatusOK, o)
}

// Routes registers a middleware.
func Routes(r *gin.Engine) {
	r.Use(func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "no token"})
			return
		}
		c.Next()
	})
}

// Save saves an order.
func (s *Server) Save(w http.ResponseWriter, r *http.Request) {
	o := r.PathValue("id")
	reply.OK(w, s.store.Save(o))
	w.WriteHeader(http.StatusNoContent)
}
