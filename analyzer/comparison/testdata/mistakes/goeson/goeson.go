// Package goeson performs a request that it has just rejected.
package goeson

import "net/http"

type store interface{ Delete(id string) error }

// Server deletes orders.
type Server struct{ orders store }

// Delete is for the staff alone.
func (s *Server) Delete(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Role") != "admin" {
		http.Error(w, "orders are deleted by the staff", http.StatusForbidden) // MISTAKE: no return
	}
	if err := s.orders.Delete(r.PathValue("id")); err != nil {
		http.Error(w, "the order cannot be deleted now", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
