// Package good has examples of the page of contenttype.
package good

import (
	"encoding/json"
	"net/http"
)

// A Server has orders.
type Server struct{ orders []string }

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", s.list)
	mux.HandleFunc("GET /orders/first", s.first)
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(s.orders)
}

func (s *Server) first(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(s.orders[:1])
}
