// Program top imports what has been told of already.
package main

import (
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/mixedimports/app" // ok: app knows of both
	"github.com/respvet/respvet/testdata/envelope/mixedimports/ledger"
)

func main() {
	mux := http.NewServeMux()
	app.Routes(mux)
	mux.HandleFunc("GET /entries", ledger.Get)
	_ = http.ListenAndServe(":8080", mux)
}
