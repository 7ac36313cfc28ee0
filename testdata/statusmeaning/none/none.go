// Package none has no contract: nobody has said what the statuses mean.
package none

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
)

type storage interface{ Order(id string) (int, error) }

func get(s storage) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := s.Order(r.FormValue("id"))
		if errors.Is(err, sql.ErrNoRows) {
			w.WriteHeader(http.StatusInternalServerError) // ok
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	}
}
