package control

import (
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// MayBeSent reports whether a value may get to somebody who sends it: it is returned,
// kept, thrown, or handed to a call that can answer or that gives something back which
// goes on in turn. What is compared and logged alone does not.
func (p *Control) MayBeSent(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	refs := v.Referrers()
	if refs == nil {
		return true // a variable of the package
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp, *ssa.If:
			continue
		case *ssa.Store:
			if ref.Addr == v {
				continue // it is overwritten, or filled
			}
			base := ssautil.Base(ref.Addr)
			if alloc, ok := base.(*ssa.Alloc); !ok || p.MayBeSent(alloc, seen) {
				return true
			}
		case *ssa.Call:
			if p.callGoesOn(ref, v, seen) {
				return true
			}
		case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.TypeAssert, *ssa.Extract,
			*ssa.UnOp, *ssa.FieldAddr, *ssa.Field, *ssa.IndexAddr, *ssa.Index, *ssa.Slice:
			if p.MayBeSent(ref.(ssa.Value), seen) {
				return true
			}
		case *ssa.Return:
			if p.returnGoesOn(ref, v, seen) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// returnGoesOn reports whether what a function returns goes on in one of its callers.
func (p *Control) returnGoesOn(ret *ssa.Return, v ssa.Value, seen map[ssa.Value]bool) bool {
	callers := p.writers.Callers(ret.Parent())
	if len(callers) == 0 {
		return true
	}
	for _, call := range callers {
		for i, r := range ret.Results {
			if r != v {
				continue
			}
			if got := ssautil.Result(call, i); got != nil && p.MayBeSent(got, seen) {
				return true
			}
		}
	}
	return false
}

// callGoesOn reports whether what a call is given goes on from there.
func (p *Control) callGoesOn(call *ssa.Call, v ssa.Value, seen map[ssa.Value]bool) bool {
	for _, a := range ssautil.Args(&call.Call) {
		if a != v && p.Flow.HoldsWriter(a.Type()) {
			return true
		}
	}
	results := call.Call.Signature().Results()
	if results.Len() > 0 {
		return p.MayBeSent(call, seen)
	}
	for _, t := range p.Flow.Targets(call) {
		if t.Fn == nil {
			continue // nothing comes back from another package: it logs, counts, traces
		}
		for i, a := range t.Args {
			if a == v && i < len(t.Fn.Params) && p.MayBeSent(t.Fn.Params[i], seen) {
				return true
			}
		}
	}
	return false
}

// PassesError reports whether a call is given an error, or text of one.
func (p *Control) PassesError(call *ssa.Call) bool {
	for _, a := range ssautil.Args(&call.Call) {
		xs := ssautil.Variadic(a)
		if xs == nil {
			xs = []ssa.Value{a}
		}
		for _, x := range xs {
			if typeutil.IsError(ssautil.UnwrapInterface(x).Type()) || p.Flow.Eval(x, call).Tainted() {
				return true
			}
		}
	}
	return false
}
