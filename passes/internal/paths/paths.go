// Package paths walks the paths of functions.
//
// A [Walk] goes along them for whoever says, as a [Semantics], what instructions mean
// there and what is known: what a request's status makes of a function, what a function
// decides about a response. It takes care of branches, of states that were there before
// and of the bound.
//
// A [Walker] is the walk that knows no more than what the function itself says. It
// follows control from an instruction through the blocks of a function, and shows each
// instruction to a visitor together with an [Env]: what the branches on the way say of
// values, such as that an error is not nil, and which constants phis have. A branch that
// contradicts what is known is not taken. Paths that come to one block with the same
// knowledge are one.
//
// The walk goes through one function; calls in it are the visitor's affair. It is
// bounded in steps and in what it copies: paths beyond a bound are not seen, so that a
// visitor may conclude from what it sees and not from what it does not.
package paths

import (
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A Walker walks the functions of one package.
type Walker struct {
	Flow   *valueflow.Result
	copied map[*ssa.Function]int // see maxCopied
}

// New returns what walks the functions of a package.
func New(flow *valueflow.Result) *Walker {
	return &Walker{Flow: flow, copied: make(map[*ssa.Function]int)}
}
