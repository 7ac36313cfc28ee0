// Package errortext sends clients the text of a database error.
package errortext

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
)

// Server shows orders.
type Server struct{ db *sql.DB }

func (s *Server) total(ctx context.Context, id string) (n int, err error) {
	if err := s.db.QueryRowContext(ctx, "SELECT total FROM orders WHERE id = $1", id).Scan(&n); err != nil {
		return 0, fmt.Errorf("total of %s: %w", id, err)
	}
	return n, nil
}

// Total shows what an order costs.
func (s *Server) Total(w http.ResponseWriter, r *http.Request) {
	n, err := s.total(r.Context(), r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	send(w, http.StatusOK, map[string]int{"total": n})
}

func fail(w http.ResponseWriter, err error) {
	send(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // MISTAKE: hosts, queries, paths
}

func send(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
