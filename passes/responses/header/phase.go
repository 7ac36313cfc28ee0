// Package header says which header fields a response has, which are set to constants,
// and what is set after the response has begun.
package header

import (
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Headers find header fields of responses.
type Headers struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	handlers  *handler.Handlers
	control   *control.Control

	mentions  map[*ssa.Function]*summary.Fields // see Mentioned
	buffering map[*ssa.Function]bool            // see buffers
	wrapping  map[*ssa.Function]bool            // see wrapsWriter
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, handlers *handler.Handlers, control *control.Control) *Headers {
	return &Headers{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		handlers:  handlers,
		control:   control,
		mentions:  make(map[*ssa.Function]*summary.Fields),
		buffering: make(map[*ssa.Function]bool),
		wrapping:  make(map[*ssa.Function]bool),
	}
}
