// Package bad has examples of the page of statusmeaning.
package bad

import (
	"database/sql"
	"errors"
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

type orders interface {
	Order(id string) (string, error)
}

// A Server has orders.
type Server struct{ store orders }

// Order shows an order.
func (s *Server) Order(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	o, err := s.store.Order(id)
	if errors.Is(err, sql.ErrNoRows) {
		reply.Error(w, http.StatusBadRequest, "no such order")
		return
	}
	reply.JSON(w, http.StatusOK, o)
}
