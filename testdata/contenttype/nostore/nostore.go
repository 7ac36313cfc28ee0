// Command nostore labels nothing.
package main

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/contenttype/mw"
)

func main() {
	http.Handle("/", mw.NoStore(http.HandlerFunc(list)))
}

func list(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // want `without a Content-Type`
}
