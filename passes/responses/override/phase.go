// Package override says which responses of a library's own a program replaces by
// others: error handlers, not-found handlers, middleware that catches every request.
package override

import (
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Overrides say what a program has put in the place of responses of libraries.
type Overrides struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers

	remade   map[string]bool      // by package, see Remade
	replaced map[replacement]bool // see Replaced
}

// A replacement is what Replaced is asked.
type replacement struct {
	path string
	code int
	made ssa.Value
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers) *Overrides {
	return &Overrides{
		Package:   summaries.Package,
		summaries: summaries,
		writers:   writers,
		remade:    make(map[string]bool),
		replaced:  make(map[replacement]bool),
	}
}
