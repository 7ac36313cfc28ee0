// Package app is the first that knows of both shapes.
package app

import (
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/mixedimports/gate"
	"github.com/respvet/respvet/testdata/envelope/mixedimports/ledger" // want `package .*/ledger \(ledger\.go:20\) sends errors in another shape of contract wpp than other packages: clients decode both \(envelope/mixed\)`
)

// Routes registers the handlers of two packages, and answers as one of them does.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /ledger", ledger.Get)
	mux.HandleFunc("GET /gate", gate.Refuse)
	mux.HandleFunc("GET /orders", func(w http.ResponseWriter, _ *http.Request) {
		ledger.Fail(w, http.StatusNotFound, "there is no such order") // ok: its shape is the ledger's
	})
}
