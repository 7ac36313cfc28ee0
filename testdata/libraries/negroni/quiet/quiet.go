// Package quiet keeps the stack of a panic to itself.
package quiet

import (
	"net/http"

	"github.com/urfave/negroni/v3"
)

// New puts the middleware before a handler.
func New(h http.Handler) http.Handler {
	recovery := negroni.NewRecovery() // ok
	recovery.PrintStack = false
	n := negroni.New(recovery)
	n.UseHandler(h)
	return n
}
