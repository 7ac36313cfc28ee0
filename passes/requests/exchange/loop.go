package exchange

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// A Natural is a loop of the control flow: what leads back to its head.
type Natural struct {
	Head   *ssa.BasicBlock
	Blocks map[*ssa.BasicBlock]bool
	// Again is the call that asks again where no loop does: that of the function itself,
	// or a second one with the same arguments. Nil in a loop.
	Again *ssa.Call
}

// Recurs reports whether a function is called by itself, and no loop.
func (l *Natural) Recurs() bool {
	return l.Again != nil && ssautil.Generic(l.Again.Call.StaticCallee()) == l.Again.Parent()
}

// LoopsAround returns the loops that a block lies in, from the inside out.
func LoopsAround(b *ssa.BasicBlock) []*Natural {
	var out []*Natural
	for _, head := range b.Parent().Blocks {
		if !head.Dominates(b) {
			continue
		}
		l := &Natural{Head: head, Blocks: map[*ssa.BasicBlock]bool{head: true}}
		var visit func(b *ssa.BasicBlock)
		visit = func(b *ssa.BasicBlock) {
			if !l.Blocks[b] {
				l.Blocks[b] = true
				for _, q := range b.Preds {
					visit(q)
				}
			}
		}
		loops := false
		for _, q := range head.Preds {
			if head.Dominates(q) {
				loops = true
				visit(q)
			}
		}
		if loops && l.Blocks[b] {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b *Natural) int { return len(a.Blocks) - len(b.Blocks) })
	return out
}

// comesFrom reports whether a value is made of what a call gives.
func comesFrom(v ssa.Value, call *ssa.Call, seen map[ssa.Value]bool) bool {
	if v == ssa.Value(call) {
		return true
	}
	if seen[v] {
		return false
	}
	seen[v] = true
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		// A variable may hold what others gave at other times.
		if a, ok := load.X.(*ssa.Alloc); ok && private(a) {
			return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
				st, ok := ref.(*ssa.Store)
				return ok && slices.Contains(reads(st, a), load) && comesFrom(st.Val, call, seen)
			})
		}
	}
	if a, ok := v.(*ssa.Alloc); ok {
		for _, ref := range *a.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if comesFrom(ref.Val, call, seen) {
					return true
				}
			case *ssa.Call: // errors.As
				if slices.ContainsFunc(ref.Call.Args, func(x ssa.Value) bool { return comesFrom(x, call, seen) }) {
					return true
				}
			case *ssa.MakeInterface:
				for _, by := range *ref.Referrers() {
					if c, ok := by.(*ssa.Call); ok && slices.ContainsFunc(c.Call.Args, func(x ssa.Value) bool { return comesFrom(x, call, seen) }) {
						return true
					}
				}
			}
		}
	}
	instr, ok := v.(ssa.Instruction)
	return ok && slices.ContainsFunc(instr.Operands(nil), func(x *ssa.Value) bool { return *x != nil && comesFrom(*x, call, seen) })
}

// Keeps reports whether a response, or its body, outlives the round of a loop in which
// it came: it is put into a variable, a list or a field that is older than the round.
func (t *Trace) Keeps(l *Natural) bool {
	for v, hs := range t.Items {
		if !slices.ContainsFunc(hs, func(h Result) bool { return h.What != TheStatus }) {
			continue
		}
		switch v := v.(type) {
		case *ssa.Phi:
			if v.Block() == l.Head || !l.Blocks[v.Block()] {
				return true
			}
		case *ssa.Alloc:
			if !l.Blocks[v.Block()] {
				return true
			}
		case *ssa.FreeVar:
			return true
		}
	}
	return false
}
