// Package auth is held against the contract wpp.
package auth

import (
	"net/http"

	"github.com/respvet/respvet/testdata/errheader/reply"
)

// A Server has handlers for methods.
type Server struct {
	open    bool
	session func(http.ResponseWriter, *http.Request) bool
}

func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			reply.Error(w, http.StatusUnauthorized, "sign in") // want `reply\.Error sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) plain(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "sign in", http.StatusUnauthorized) // want `http\.Error sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
}

func (s *Server) basic(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("www-authenticate", `Basic realm="shop"`)
	http.Error(w, "sign in", http.StatusUnauthorized) // ok
}

func (s *Server) helped(w http.ResponseWriter, r *http.Request) {
	reply.Unauthorized(w) // ok
}

func (s *Server) forgotten(w http.ResponseWriter, r *http.Request) {
	reply.Forgetful(w) // want `reply.Forgetful sends the 401 without WWW-Authenticate`
}

func deny(w http.ResponseWriter) {
	http.Error(w, "sign in", http.StatusUnauthorized) // want `http\.Error sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
}

func (s *Server) denied(w http.ResponseWriter, r *http.Request) { deny(w) }

func refuse(w http.ResponseWriter) {
	w.WriteHeader(http.StatusUnauthorized)
}

func (s *Server) refused(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	refuse(w) // ok
}

func (s *Server) refusedBare(w http.ResponseWriter, r *http.Request) {
	refuse(w) // want `refuse sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
}

func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	if !s.session(w, r) {
		http.Error(w, "sign in", http.StatusUnauthorized) // ok
	}
}

func (s *Server) method(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost && r.Method != http.MethodPut {
		http.Error(w, "use POST", http.StatusMethodNotAllowed) // want `http\.Error sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
		return
	}
}

func (s *Server) methods(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		w.WriteHeader(http.StatusOK)
	case http.MethodDelete:
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed) // want `WriteHeader sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
	}
}

func (s *Server) allowing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", http.MethodGet)
	w.WriteHeader(http.StatusMethodNotAllowed) // ok
}

func (s *Server) closed(w http.ResponseWriter, r *http.Request) {
	if !s.open {
		w.WriteHeader(http.StatusMethodNotAllowed) // want `WriteHeader sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
	}
}
