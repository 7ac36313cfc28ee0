// Package good has examples of the page of missingreturn.
package good

import (
	"net/http"

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
	o, err := s.store.Order(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	reply.JSON(w, http.StatusOK, o)
}
