// Package good has examples of the page of noresponse.
package good

import (
	"log/slog"
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
		slog.Error("cannot load order", "error", err)
		reply.Error(w, http.StatusInternalServerError, "cannot load order")
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) { mux.HandleFunc("GET /orders/{id}", s.Order) }
