// Package good has examples of the page of bodyless.
package good

import (
	"encoding/json"
	"net/http"
)

// An Order is removed.
type Order struct{ ID string }

// Remove removes an order.
func Remove(w http.ResponseWriter, r *http.Request) {
	order := Order{r.PathValue("id")}
	w.WriteHeader(http.StatusOK)
	json.NewEncoder(w).Encode(order)
}
