// Package retry finds what sends requests again: loops, runners of libraries, clients,
// and transports of the program around others.
//
// A loop sends a request again after a status if its course with that status comes back
// to the request. What it waits in between, what bounds it and what it looks at is read
// of the same walks.
package retry

import (
	"go/token"

	"github.com/respvet/respvet/passes/requests/exchange"
	"golang.org/x/tools/go/ssa"
)

// Retries say what sends the requests of a package again.
type Retries struct {
	*exchange.Package
	exchanges *exchange.Exchanges
	resenders map[int]bool           // see hasResender
	asking    map[*ssa.Function]bool // see transported
	resending map[resending]likelihood
	Nested    int                              // transports that are being looked into, see maxNested
	counters  map[token.Pos][]exchange.Setting // see Counts
}

// New returns the phase, which reads what the calls have found.
func New(exchanges *exchange.Exchanges) *Retries {
	return &Retries{Package: exchanges.Package, exchanges: exchanges, resenders: make(map[int]bool), asking: make(map[*ssa.Function]bool), resending: make(map[resending]likelihood)}
}
