// Package leak finds internal text that is sent to clients: of errors, panics and
// stacks. It stands where the error becomes text.
package leak

import (
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/header"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
)

// Leaks find internal text in responses.
type Leaks struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	handlers  *handler.Handlers
	control   *control.Control
	overrides *override.Overrides
	errors    *errvalue.Errors
	headers   *header.Headers
	routes    *route.Routes

	notes *[]Note // what is decided, where somebody has asked: see Explain
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, handlers *handler.Handlers, control *control.Control, overrides *override.Overrides, errors *errvalue.Errors, headers *header.Headers, routes *route.Routes) *Leaks {
	return &Leaks{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		handlers:  handlers,
		control:   control,
		overrides: overrides,
		errors:    errors,
		headers:   headers,
		routes:    routes,
	}
}
