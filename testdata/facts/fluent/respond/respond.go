// Package respond has one function for each answer of the service.
package respond

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/fluent/wire"
)

// ServerError answers 500 with the error's text.
func ServerError(w http.ResponseWriter, _ *http.Request, err error) { // want ServerError:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/json", param0.#sent=true, param0.#status=500\)$` ServerError:`^writes\(w=0 status=500 body=json\(object\) text=error\(param2\)\)$` ServerError:`^keepsErrors\(2\)$`
	wire.For(w).Status(http.StatusInternalServerError).Bytes(wire.ErrorBody(err)).Send()
}

// Body answers 200.
func Body(w http.ResponseWriter, bytes []byte) { // want Body:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/json", param0.#sent=true, param0.#status=200\)$` Body:`^writes\(w=0 status=200 body=json\)$`
	wire.For(w).Bytes(bytes).Send()
}
