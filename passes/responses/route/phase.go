// Package route finds the routes of a package, and what their handlers respond.
//
// Registrations are read in terms of the function they stand in: a path below a prefix
// that a caller passes, a handler that is a parameter. What stays open is a fact of the
// package, which importers join with theirs, until main has the whole.
package route

import (
	"go/types"

	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/object"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Routes find what a package registers.
type Routes struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	requests  *handler.Handlers
	control   *control.Control
	errors    *errvalue.Errors
	objects   *object.Objects
	overrides *override.Overrides

	OwnRoutes *Routing
	Imported  []*Routing
	Funcs     map[string]*ssa.Function // by the names that routes have for them
	routed    map[string][]Route       // see RoutesTo

	sites      map[*ssa.Function][]*summary.Response // see sitesOf
	middleware map[*ssa.Function]Around              // see read

	implemented map[*types.Func][]*ssa.Function // what implements methods of interfaces that are registered: see abstract
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, requests *handler.Handlers, control *control.Control, errors *errvalue.Errors, objects *object.Objects, overrides *override.Overrides) *Routes {
	return &Routes{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		requests:  requests,
		control:   control,
		errors:    errors,
		objects:   objects,
		overrides: overrides,

		middleware: make(map[*ssa.Function]Around),

		implemented: make(map[*types.Func][]*ssa.Function),
	}
}
