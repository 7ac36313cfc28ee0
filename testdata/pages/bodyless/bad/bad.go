// Package bad has examples of the page of bodyless.
package bad

import (
	"encoding/json"
	"net/http"
)

// An Order is removed.
type Order struct{ ID string }

// Remove removes an order.
func Remove(w http.ResponseWriter, r *http.Request) {
	order := Order{r.PathValue("id")}
	w.WriteHeader(http.StatusNoContent)
	json.NewEncoder(w).Encode(order)
}
