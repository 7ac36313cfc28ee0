// Package many has many errors that are text, in several files, and one that is JSON:
// one helper is added for all, in the first file that calls it.
package many

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// A Harbour has berths.
type Harbour struct {
	berths map[int]string
}

type refusal struct {
	Reason string `json:"reason"`
}

// Berth answers its errors with text but for the last.
func (h *Harbour) Berth(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("berth"))
	if err != nil {
		http.Error(w, "a berth is a number", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	ship, ok := h.berths[n]
	if !ok {
		http.NotFound(w, r) // want `http.NotFound sends the 404 as text/plain`
		return
	}
	if ship == "" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(refusal{Reason: "the berth is empty"}) // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"ship": ship})
}
