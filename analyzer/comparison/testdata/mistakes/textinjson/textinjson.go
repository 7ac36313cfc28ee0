// Package textinjson sends one error as text to clients that decode JSON.
package textinjson

import (
	"encoding/json"
	"net/http"
)

type order struct {
	ID    string `json:"id"`
	Total int    `json:"total"`
}

// Server shows orders.
type Server struct{ orders map[string]order }

// Order shows one.
func (s *Server) Order(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if id == "" {
		send(w, http.StatusBadRequest, map[string]string{"error": "there is no id"})
		return
	}
	o, ok := s.orders[id]
	if !ok {
		http.Error(w, "there is no such order", http.StatusNotFound) // MISTAKE: text
		return
	}
	send(w, http.StatusOK, o)
}

func send(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
