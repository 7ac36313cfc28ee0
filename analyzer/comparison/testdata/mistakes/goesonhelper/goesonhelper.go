// Package goesonhelper does the same, and rejects through a helper.
package goesonhelper

import "net/http"

type store interface{ Delete(id string) error }

// Server deletes orders.
type Server struct{ orders store }

// Delete is for the staff alone.
func (s *Server) Delete(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Role") != "admin" {
		s.refuse(w, http.StatusForbidden, "orders are deleted by the staff") // MISTAKE: no return
	}
	if err := s.orders.Delete(r.PathValue("id")); err != nil {
		s.refuse(w, http.StatusInternalServerError, "the order cannot be deleted now")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(why))
}
