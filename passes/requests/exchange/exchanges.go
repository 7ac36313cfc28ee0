// Package exchange finds the calls that make requests, and what becomes of their responses.
//
// A function asks for what the calls in it ask for: its summary, in terms of its
// parameters, is the fact [Sends]. The response of a call is followed through
// variables, members, closures and functions of the program; a trace notes where its
// status is looked at, its body used and closed, and where it escapes.
//
// What a function does where a request gets a certain status or fails is asked of its
// paths: a course is walked with the response as it is then, and branches that would
// need another one are not taken.
package exchange

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// A Package is what every phase reads of the package that is analysed.
type Package struct {
	Pass     *analysis.Pass
	Flow     *valueflow.Result
	Index    *syntax.Index
	Policies *policy.Policies
	Found    *Found
}

// Exchanges are the calls of a package that make requests.
type Exchanges struct {
	*Package
	returnedBy map[*ssa.Function][]Outgoing
	Busy       map[*ssa.Function]bool // the functions that are being looked into
	handling   map[handlingKey]*Trace
	facts      map[*types.Func]*Sends
	callers    map[*ssa.Function][]Caller // see CallersOf
	uses       *paths.Uses
	// errors are those that functions return, see errorApprox.
	errors     []origin.Value
	errorIndex map[string]int64
	next       map[*ssa.Call]map[*ssa.BasicBlock]bool // see onward
}

// New returns the calls of a package, which are looked into when they are asked for.
func New(pass *analysis.Pass, flow *valueflow.Result) *Exchanges {
	return &Exchanges{
		Package:    &Package{Pass: pass, Flow: flow, Index: syntax.NewIndex(pass), Policies: policy.New(flow), Found: &Found{}},
		returnedBy: make(map[*ssa.Function][]Outgoing),
		Busy:       make(map[*ssa.Function]bool),
		handling:   make(map[handlingKey]*Trace),
		facts:      make(map[*types.Func]*Sends),
		uses:       paths.NewUses(),
		errorIndex: make(map[string]int64),
		next:       make(map[*ssa.Call]map[*ssa.BasicBlock]bool),
	}
}
