// Package late sets a header field after the response has started.
package late

import (
	"encoding/json"
	"net/http"
)

// Create makes an order.
func Create(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("id")
	w.WriteHeader(http.StatusCreated)
	w.Header().Set("Content-Type", "application/json") // MISTAKE: clients do not get it
	_ = json.NewEncoder(w).Encode(map[string]string{"id": id})
}
