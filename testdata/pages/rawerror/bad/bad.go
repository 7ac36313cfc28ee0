// Package bad has examples of the page of rawerror.
package bad

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

type orders interface {
	Get(id string) (string, error)
}

// A Server has orders.
type Server struct{ store orders }

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) { mux.HandleFunc("GET /orders/{id}", s.get) }

func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Get(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	reply.JSON(w, http.StatusOK, o)
}
