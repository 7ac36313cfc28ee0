package exchange

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/ssa"
)

// A loop over a list that asks for each of its members comes back to the call, whatever
// became of the one before, and asks for another thing: that is no other attempt. One
// that leaves where it has succeeded tries one member after the other for the same
// thing, and is one. So is a queue, into which what failed may be put back.

// onward returns the heads of the loops around a call in which each round asks for the
// next thing.
func (p *Exchanges) onward(call *ssa.Call, t *Trace) map[*ssa.BasicBlock]bool {
	if heads, ok := p.next[call]; ok {
		return heads
	}
	p.next[call] = nil // while it is found out
	heads := make(map[*ssa.BasicBlock]bool)
	for _, l := range LoopsAround(call.Block()) {
		for _, a := range ssautil.Args(&call.Call) {
			if !ofMember(a, l, make(map[ssa.Value]bool)) {
				continue
			}
			heads[l.Head] = !slices.ContainsFunc(successes[:], func(status int) bool {
				w := p.NewWalker(call, t, policy.Scenario{Status: status, Read: true}, &Confines{Blocks: l.Blocks})
				w.Behind(arrived(call), nil)
				return !w.Course.Again
			})
			break
		}
	}
	p.next[call] = heads
	return heads
}

// ofMember reports whether a value is made of the member of a list, an array or a map
// that a round of a loop is about.
func ofMember(v ssa.Value, l *Natural, seen map[ssa.Value]bool) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] || !l.Blocks[instr.Block()] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Block() != l.Head && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return ofMember(e, l, seen) })
	case *ssa.Next:
		return true
	case *ssa.IndexAddr:
		return isIndex(v.X, v.Index, l) || ofMember(v.X, l, seen)
	case *ssa.Index:
		return isIndex(v.X, v.Index, l) || ofMember(v.X, l, seen)
	case *ssa.Alloc: // what is put into it: a struct, the arguments of Sprintf
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.Store:
				return ref.Addr == v && ofMember(ref.Val, l, seen)
			case *ssa.FieldAddr:
				return storesMember(ref, l, seen)
			case *ssa.IndexAddr:
				return storesMember(ref, l, seen)
			}
			return false
		})
	case *ssa.UnOp:
		return v.Op != token.ARROW && ofMember(v.X, l, seen)
	}
	return slices.ContainsFunc(instr.Operands(nil), func(x *ssa.Value) bool { return *x != nil && ofMember(*x, l, seen) })
}

// storesMember reports whether something made of a member is put into a part of a value.
func storesMember(addr ssa.Value, l *Natural, seen map[ssa.Value]bool) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == addr && ofMember(st.Val, l, seen)
	})
}

// isIndex reports whether a list is older than a loop, and the index is one that each
// round counts on.
func isIndex(list, index ssa.Value, l *Natural) bool {
	if instr, ok := list.(ssa.Instruction); ok && l.Blocks[instr.Block()] {
		load, ok := list.(*ssa.UnOp) // of a variable or a member
		if !ok || load.Op != token.MUL {
			return false
		}
	}
	if b, ok := index.(*ssa.BinOp); ok && b.Op == token.ADD {
		index = b.X
	}
	phi, ok := index.(*ssa.Phi)
	return ok && phi.Block() == l.Head
}
