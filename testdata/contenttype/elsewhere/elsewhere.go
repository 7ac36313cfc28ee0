// Command elsewhere has its middleware in another package.
package main

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/contenttype/mw"
)

func main() {
	http.Handle("/", mw.JSON(http.HandlerFunc(list)))
}

func list(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok
}
