// Package same answers in the shape of the package that it imports.
package same

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/mixedimports/gate"
)

type item struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

// Routes leaves what is not for everybody to the gate.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", get)
	mux.HandleFunc("GET /ledger", gate.Refuse)
}

func get(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(map[string][]item{"errors": {{"unknown", "there is no such thing"}}}) // ok: as the gate does
}
