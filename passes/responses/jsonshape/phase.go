// Package jsonshape says which JSON an encoded Go value becomes: its members with
// their types and constants, as far as they are known.
//
// The shape of a term is read from its type, from the literal that makes it and from
// what was written to its members since. It is made when a rule first asks for it.
package jsonshape

import (
	"github.com/respvet/respvet/passes/responses/summary"
)

// Shapes give sites the shapes of their bodies.
type Shapes struct {
	*summary.Package
	summaries *summary.Summaries

	Shaper *shaper
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries) *Shapes {
	return &Shapes{
		Package:   summaries.Package,
		summaries: summaries,
		Shaper:    &shaper{pkg: summaries.Pass.Pkg, files: summaries.Pass.Files},
	}
}
