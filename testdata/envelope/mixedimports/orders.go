// Package mixedimports answers in another of the contract's shapes than the package
// that it imports.
package mixedimports

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/mixedimports/gate"
)

type item struct {
	Status int    `json:"status_code"`
	Detail string `json:"detail"`
}

// Routes leaves what is not for everybody to the gate.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", get)
	mux.HandleFunc("GET /ledger", gate.Refuse)
}

func get(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(map[string][]item{"errors": {{http.StatusNotFound, "there is no such thing"}}}) // want `\(\*json\.Encoder\)\.Encode sends a 404 body in another shape of contract wpp than the rest of the module: clients have to decode both \(envelope/mixed\)`
}
