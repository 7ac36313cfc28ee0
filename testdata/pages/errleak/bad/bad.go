// Package bad has examples of the page of errleak.
package bad

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/errleak/store"
	"github.com/respvet/respvet/testdata/pages/reply"
)

// A Server has a store.
type Server struct{ store store.Store }

// User shows a user.
func (s *Server) User(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	u, err := s.store.User(id)
	if err != nil {
		http.Error(w, "cannot load user: "+err.Error(), http.StatusInternalServerError)
		return
	}
	reply.JSON(w, http.StatusOK, u)
}
