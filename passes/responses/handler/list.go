package handler

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// sendsList reports whether a list, as a whole, becomes part of a body: itself, or
// in a struct or map that is made for it.
func (p *Handlers) sendsList(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		var to ssa.Value
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeType, *ssa.Phi:
			to = ref.(ssa.Value)
		case *ssa.UnOp:
			if typeutil.IsStruct(ref.Type()) {
				to = ref // the struct that holds it
			}
		case *ssa.MapUpdate:
			if ref.Value == v {
				to = ref.Map
			}
		case *ssa.Store:
			if ref.Val == v {
				if a := ssautil.Local(ref.Addr); a != nil {
					to = a
				}
			}
		case *ssa.Call:
			if slices.ContainsFunc(p.summaries.Events(ref), func(a *summary.Write) bool { return a.Kind == httpmodel.Complete || a.Kind == httpmodel.Body }) {
				return true
			}
		}
		if to != nil && p.sendsList(to, seen) {
			return true
		}
	}
	return false
}
