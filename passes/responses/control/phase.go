// Package control says what runs on after a response, and which ways out of a handler
// leave none.
//
// Both are questions of paths. After a response of an error the paths are walked that
// control can take from there: calls that write again, use the result of what has
// failed, or run the next handler. Where a helper's result tells whether it has sent,
// the branches of that test are told apart.
package control

import (
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Control says how control goes on after responses.
type Control struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	handlers  *handler.Handlers

	outcomes map[outcomeKey]outcome     // see outcome
	ways     map[wayKey][]way           // see waysOf
	stands   map[*ssa.Function]standing // see standings
	signing  map[*ssa.Function][]signingCall

	falseFails map[*ssa.Function]bool // see falseIsFailure
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, handlers *handler.Handlers) *Control {
	return &Control{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		handlers:  handlers,
		outcomes:  make(map[outcomeKey]outcome),
		ways:      make(map[wayKey][]way),
		signing:   make(map[*ssa.Function][]signingCall),

		falseFails: make(map[*ssa.Function]bool),
	}
}
