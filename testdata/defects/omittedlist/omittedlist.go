// Package omittedlist leaves out lists that may be empty.
package omittedlist

import (
	"encoding/json"
	"net/http"
)

type page struct {
	Data []string `json:"data,omitempty"`
}

// An element that a loop in another function may add is taken for one that is there.
func returned(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	_ = json.NewEncoder(w).Encode(page{Data: list(r)}) // want `leaves "data" out`
}

func list(r *http.Request) []string {
	found := make([]string, 0)
	for _, id := range r.URL.Query()["id"] {
		found = append(found, id)
	}
	return found
}
