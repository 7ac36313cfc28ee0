// Package good has examples of the page of rawerror.
package good

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
		reply.Error(w, http.StatusNotFound, "no such order")
		return
	}
	reply.JSON(w, http.StatusOK, o)
}
