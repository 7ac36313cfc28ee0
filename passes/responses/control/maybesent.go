package control

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// MayBeSent reports whether a value may get to somebody who sends it: it is returned,
// kept, thrown, or handed to a call that can respond or that gives something back which
// goes on in turn. What is compared and logged alone does not, nor what is put into a thing
// that was looked up, an order say: whoever asks for that later gets it with another status.
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
		case *ssa.Send:
			if ref.X == v && p.receivedGoesOn(ref.Chan, seen) {
				return true
			}
		case *ssa.Store:
			if ref.Addr == v {
				continue // it is overwritten, or filled
			}
			if p.keptGoesOn(ssautil.Base(ref.Addr), seen) {
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

// keptGoesOn reports whether what is put into a thing goes on from there.
func (p *Control) keptGoesOn(base ssa.Value, seen map[ssa.Value]bool) bool {
	switch base := base.(type) {
	case *ssa.Alloc:
		return p.MayBeSent(base, seen)
	case *ssa.UnOp: // what something else leads to
		return base.Op != token.MUL || p.Flow.HoldsWriter(base.Type())
	case *ssa.Parameter:
		if seen[base] {
			return false
		}
		callers := p.writers.Callers(base.Parent())
		i := slices.Index(base.Parent().Params, base)
		if i < 0 || len(callers) == 0 || p.Flow.HoldsWriter(base.Type()) {
			return true
		}
		seen[base] = true
		return slices.ContainsFunc(callers, func(call *ssa.Call) bool {
			args := ssautil.Args(&call.Call)
			return i >= len(args) || p.keptGoesOn(ssautil.Base(args[i]), seen)
		})
	}
	return true
}

// receivedGoesOn reports whether what is received from channels of a type, in this package,
// goes on from there.
func (p *Control) receivedGoesOn(ch ssa.Value, seen map[ssa.Value]bool) bool {
	same := func(v ssa.Value) bool {
		a, ok := v.Type().Underlying().(*types.Chan)
		b, of := ch.Type().Underlying().(*types.Chan)
		return ok && of && types.Identical(a.Elem(), b.Elem())
	}
	for _, fn := range p.Flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.UnOp:
					if instr.Op == token.ARROW && same(instr.X) && p.MayBeSent(instr, seen) {
						return true
					}
				case *ssa.Select:
					if slices.ContainsFunc(instr.States, func(s *ssa.SelectState) bool { return s.Dir == types.RecvOnly && same(s.Chan) }) {
						return true
					}
				}
			}
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
	if row := p.Flow.Row(&call.Call); row != nil && row.MakesError.Op != 0 {
		return true
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
