// Package bad has examples of the page of statuscode.
package bad

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

// A Product has a size.
type Product struct{ Size string }

// Create creates a product.
func Create(w http.ResponseWriter, r *http.Request) {
	p := Product{r.PathValue("size")}
	if p.Size == "" {
		reply.Error(w, http.StatusUnprocessableEntity, "size is required")
		return
	}
	reply.JSON(w, http.StatusCreated, p)
}

// An Order is shown.
type Order struct{ ID string }

// A Server shows orders.
type Server struct{ busy bool }

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) { mux.HandleFunc("GET /orders/{id}", s.getOrder) }

// @Success 200 {object} Order
// @Failure 404 {object} reply.Problem "no such order"
// @Router /orders/{id} [get]
func (s *Server) getOrder(w http.ResponseWriter, r *http.Request) {
	if !s.busy {
		reply.JSON(w, http.StatusOK, Order{r.PathValue("id")})
		return
	}
	reply.Error(w, http.StatusConflict, "being changed")
}
