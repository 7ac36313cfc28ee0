// Package desk has the answers that all desks give.
package desk

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/codec/render"
)

var enc = render.Encoder{Prefix: "desk: "}

// Missing answers 404.
func Missing(w http.ResponseWriter, err error) { // want Missing:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/json", param0.#sent=true, param0.#status=404\)$` Missing:`^writes\(w=0 status=404 body=json\(object\) text=error\(param1\)\)$`
	enc.Fail(w, http.StatusNotFound, err)
}

// Done answers 204.
func Done(w http.ResponseWriter) { // want Done:`^returns\(\) sets\(param0.#sent=true, param0.#status=204\)$` Done:`^writes\(w=0 status=204 body=none\)$`
	enc.Put(w, http.StatusNoContent, nil)
}
