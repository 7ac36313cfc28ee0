package responder

import (
	"context"
	"encoding/json"
	"net/http"
)

// A Server answers through a method of its own.
type Server struct{ name string }

func (s *Server) Get(w http.ResponseWriter, r *http.Request) {
	if r.Host != s.name {
		http.Error(w, "which host?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	}
}

// Nested does so from a closure.
func (s *Server) Nested() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Host != s.name {
			http.Error(w, "which host?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		}
	}
}

// encode is what fail calls: to answer through fail would never end.
func (s *Server) encode(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "cannot encode the answer", http.StatusInternalServerError) // want `http.Error sends the 500 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

func (s *Server) fail(ctx context.Context, w http.ResponseWriter, message string, status int) {
	s.encode(w, status, map[string]any{"errors": []map[string]string{{"errorCode": "failed", "errorMessage": message}}})
}
