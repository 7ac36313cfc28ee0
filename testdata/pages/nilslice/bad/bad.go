// Package bad has examples of the page of nilslice.
package bad

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

// A Product may be visible.
type Product struct{ Visible bool }

type page struct {
	Data []Product `json:"data"`
}

// A Server has products.
type Server struct{ products []Product }

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) { mux.HandleFunc("GET /products", s.list) }

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	var data []Product
	for _, p := range s.products {
		if p.Visible {
			data = append(data, p)
		}
	}
	reply.JSON(w, http.StatusOK, page{Data: data})
}
