// Package responder finds the functions of a project by which errors can be answered
// with JSON.
package responder

import (
	"github.com/respvet/respvet/passes/responses/summary"
)

// Responders find functions that respond for others.
type Responders struct {
	*summary.Package
	summaries *summary.Summaries
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries) *Responders {
	return &Responders{
		Package:   summaries.Package,
		summaries: summaries,
	}
}
