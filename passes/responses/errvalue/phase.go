// Package errvalue finds the errors that become responses later: those of a framework,
// and those of a project's own types whose status reaches a writer.
package errvalue

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Errors find errors with a status.
type Errors struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	handlers  *handler.Handlers
	overrides *override.Overrides
	control   *control.Control

	Known      []StatusError                         // the types of such errors
	through    map[*httpmodel.StatusError]bool       // see becomesHTTP
	operations map[*ssa.Function]registeredOperation // see operation
	served     []httpmodel.Served                    // see servedBy
	rows       map[*origin.Term]*summary.Write       // see inRow
	uses       map[types.Object][]use                // see usesOf
	numbered   map[string]bool                       // error types whose numbers are no statuses here
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, handlers *handler.Handlers, overrides *override.Overrides, control *control.Control) *Errors {
	return &Errors{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		handlers:  handlers,
		overrides: overrides,
		control:   control,
		through:   make(map[*httpmodel.StatusError]bool),
		rows:      make(map[*origin.Term]*summary.Write),
		numbered:  make(map[string]bool),
	}
}
