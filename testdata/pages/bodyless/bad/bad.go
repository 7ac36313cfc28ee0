// Package bad has examples of the page of bodyless.
package bad

import (
	"encoding/json"
	"net/http"
)

// An Order is removed.
type Order struct{ ID string }

// Remove removes an order.
func Remove(w http.ResponseWriter, r *http.Request) { remove(w, Order{r.PathValue("id")}) }

func remove(w http.ResponseWriter, order Order) {
	w.WriteHeader(http.StatusNoContent)
	json.NewEncoder(w).Encode(order)
}
