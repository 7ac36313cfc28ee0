// Package summary says what calls and functions write to responses.
//
// The events of a call are the [Write]s that it makes, each in terms of the function
// that calls: which of its values is the writer, where status, body and content type
// come from. A call of the model makes what its row says, a call of a function of the
// program what the function's summary says with the call's arguments put in. The
// summary of a function holds the events of its calls through its parameters, with
// what decides whether they happen. Exported functions export it as the fact [Writes].
// In a recursion the inner call adds nothing.
//
// A [Site] is a write as the rules see it: an event at a call, in a function that
// certainly writes to a response. The phases that follow fill in what they find.
package summary

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// A Package is what every phase reads of the package that is analysed.
type Package struct {
	Pass  *analysis.Pass
	Flow  *valueflow.Result
	Index *syntax.Index
	Paths *paths.Walker
	Found *Found
}

// Summaries are what the functions and calls of a package write.
type Summaries struct {
	*Package
	Memo  map[*ssa.Function][]*Write // see WritesOf
	Busy  map[*ssa.Function]bool     // the functions that are being looked into
	evs   map[*ssa.Call][]*Write     // see Events
	facts map[types.Object]*Writes   // of other packages
	names map[string]string          // of packages, by their paths
	apis  map[*httpmodel.Row]string  // the names of functions
}

// New returns the summaries of a package, which are made when they are asked for.
func New(pass *analysis.Pass, flow *valueflow.Result) *Summaries {
	return &Summaries{
		Package: &Package{Pass: pass, Flow: flow, Index: syntax.NewIndex(pass), Paths: paths.New(flow), Found: &Found{}},
		Memo:    make(map[*ssa.Function][]*Write),
		Busy:    make(map[*ssa.Function]bool),
		evs:     make(map[*ssa.Call][]*Write),
		facts:   make(map[types.Object]*Writes),
		names:   make(map[string]string),
		apis:    make(map[*httpmodel.Row]string),
	}
}
