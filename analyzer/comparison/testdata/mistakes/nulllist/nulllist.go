// Package nulllist sends null for an empty list.
package nulllist

import (
	"encoding/json"
	"net/http"
)

// Server lists orders.
type Server struct{ orders map[string]string }

// Of lists the orders of a customer.
func (s *Server) Of(w http.ResponseWriter, r *http.Request) {
	var ids []string // MISTAKE: null where the customer has none
	for id, customer := range s.orders {
		if customer == r.PathValue("customer") {
			ids = append(ids, id)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"orders": ids})
}
