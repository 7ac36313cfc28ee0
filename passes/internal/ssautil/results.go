package ssautil

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Returned returns what a return statement gives back. In a function that defers
// a call the statement stores its values in the variables of the results, runs
// what was deferred and loads them again: they are what was stored, unless a
// closure, deferred or not, shares the variable and may have replaced it.
func Returned(ret *ssa.Return) []ssa.Value {
	out := slices.Clone(ret.Results)
	for i, r := range out {
		if v := storedResult(r, ret.Block()); v != nil {
			out[i] = v
		}
	}
	return out
}

// storedResult returns what was stored just before in the variable that a value
// was loaded from, nil if that is not known.
func storedResult(r ssa.Value, b *ssa.BasicBlock) ssa.Value {
	load, ok := r.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.Block() != b {
		return nil
	}
	a, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != a {
				return nil
			}
		default:
			return nil
		}
	}
	var stored ssa.Value
	for _, instr := range b.Instrs {
		if instr == load {
			break
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == a {
			stored = st.Val
		}
	}
	return stored
}
