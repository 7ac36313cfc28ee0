// Package ignored ignores that the request cannot be decoded.
package ignored

import (
	"encoding/json"
	"net/http"
)

type order struct{ Total int }

// Server keeps orders.
type Server struct{ orders chan order }

// Create makes an order.
func (s *Server) Create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // MISTAKE: an order of nothing
	s.orders <- o
	w.WriteHeader(http.StatusNoContent)
}
