package forms

import (
	"encoding/json"
	"net/http"
)

// Missing is how the package answers otherwise: not all of its errors are text.
func Missing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": "nothing here"})
}
