// Package handler finds the responses of handlers, and what is to be known of each:
// its status and who chose it, its body and the expressions of it, the condition that
// leads to it, the framework that it is written through, and what else its handler sends.
package handler

import (
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Handlers find the sites of a package.
type Handlers struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	shapes    *jsonshape.Shapes

	SpeaksJSON  bool // see responses.Result
	ServesPages bool // see responses.Result
	ErrorsLeft  int  // see responses.Result

	uses map[*ssa.Function][]use // see handlerUses
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, shapes *jsonshape.Shapes) *Handlers {
	return &Handlers{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		shapes:    shapes,
	}
}
