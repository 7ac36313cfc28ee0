// Package bad has examples of the page of lateheader.
package bad

import (
	"encoding/json"
	"net/http"
)

// Create creates an order.
func Create(w http.ResponseWriter, r *http.Request) {
	order := r.PathValue("id")
	w.WriteHeader(http.StatusCreated)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(order)
}
