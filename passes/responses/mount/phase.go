// Package mount finds the routers and middleware of libraries that respond by
// themselves, where they are served and where a function makes one for others.
package mount

import (
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Mounts find routers and middleware that respond by themselves.
type Mounts struct {
	*summary.Package
	summaries *summary.Summaries
	overrides *override.Overrides

	makesRouters map[*ssa.Function][]override.Router // see place
	mounted      []*Mount
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, overrides *override.Overrides) *Mounts {
	return &Mounts{
		Package:      summaries.Package,
		summaries:    summaries,
		overrides:    overrides,
		makesRouters: make(map[*ssa.Function][]override.Router),
	}
}
