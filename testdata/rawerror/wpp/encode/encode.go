// Package encode answers for its importers.
package encode

import (
	"encoding/json"
	"net/http"
)

// JSON answers where encoding has failed, too.
func JSON(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends the 500 without a body.*\(rawerror/empty\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b)
}
