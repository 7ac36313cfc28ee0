package httpmodel

import (
	"go/types"
	"slices"
)

// keepers are the packages of the standard library whose values hold what their
// methods are given, for whoever has the value to look at: atomic.Value, sync.Map,
// list.List. What a logger is given nobody gets back.
var keepers = []string{"container/heap", "container/list", "container/ring", "sync", "sync/atomic"}

// Keeps reports whether a function puts what it is given where others find it.
func Keeps(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && slices.Contains(keepers, fn.Pkg().Path())
}
