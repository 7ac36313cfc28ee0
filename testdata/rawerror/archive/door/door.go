// Package door stands before the handlers of an API, and sends nothing of its own.
package door

import (
	"net/http"

	"github.com/respvet/respvet/testdata/rawerror/archive/answer"
)

// Log is an import, as in package archive.
var Log = answer.Refuse

// Panicked answers where a handler has panicked.
func Panicked(w http.ResponseWriter, r *http.Request, what any) {
	http.Error(w, "it failed", http.StatusInternalServerError) // want `http\.Error sends the 500 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
}
