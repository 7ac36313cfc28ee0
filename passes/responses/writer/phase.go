// Package writer says who can still write to a response.
//
// The aliases of a writer in a function are the values through which it can be reached:
// itself, what wraps it, closures that capture it, what calls make of it. An instruction
// that passes one of them to something that was not read may write. What certainly does
// not write is the fact of a function; unknown code may.
package writer

import (
	"go/types"

	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Writers say which functions and instructions may write to a response.
type Writers struct {
	*summary.Package
	summaries *summary.Summaries

	lastResponders map[*ssa.Function]*LastResponder // see LastResponderOf
	neverWrites    map[*ssa.Function]*NeverWrites   // see neverWritesIn
	aliases        map[*ssa.Function]*Aliases       // see AliasesOf
	escaped        map[*ssa.Function]bool           // see escaping
	unreads        map[unreadKey]bool               // see LeavesUnread
	takeovers      map[*ssa.Function]bool           // see takesOver
	contexts       map[*types.TypeName]bool         // see isOwnContext
	uses           *uses                            // see usesOf
	runners        map[string]bool                  // see importedRunner
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries) *Writers {
	return &Writers{
		Package:        summaries.Package,
		summaries:      summaries,
		lastResponders: make(map[*ssa.Function]*LastResponder),
		neverWrites:    make(map[*ssa.Function]*NeverWrites),
		aliases:        make(map[*ssa.Function]*Aliases),
		unreads:        make(map[unreadKey]bool),
		takeovers:      make(map[*ssa.Function]bool),
		contexts:       make(map[*types.TypeName]bool),
	}
}
