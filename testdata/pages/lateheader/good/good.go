// Package good has examples of the page of lateheader.
package good

import (
	"encoding/json"
	"net/http"
)

// Create creates an order.
func Create(w http.ResponseWriter, r *http.Request) {
	order := r.PathValue("id")
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	json.NewEncoder(w).Encode(order)
}
