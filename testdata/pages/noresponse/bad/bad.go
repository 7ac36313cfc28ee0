// Package bad has examples of the page of noresponse.
package bad

import (
	"log"
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
	id := r.PathValue("id")
	o, err := s.store.Order(id)
	if err != nil {
		slog.Error("cannot load order", "error", err)
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

// All shows all orders.
func (s *Server) All(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.All()
	if err != nil {
		log.Print(err)
	}
	reply.JSON(w, http.StatusOK, all)
}

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders/{id}", s.Order)
	mux.HandleFunc("GET /orders", s.All)
}
