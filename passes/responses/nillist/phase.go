// Package nillist finds the lists that can be nil where a response encodes them, so
// that null is sent.
package nillist

import (
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Lists find lists that are sent as null.
type Lists struct {
	*summary.Package
	summaries *summary.Summaries
	shapes    *jsonshape.Shapes

	nils *nils
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, shapes *jsonshape.Shapes) *Lists {
	p := &Lists{
		Package:   summaries.Package,
		summaries: summaries,
		shapes:    shapes,
	}
	p.nils = &nils{p: p, memo: make(map[*ssa.Function][]nilness)}
	return p
}
