package exchange

import (
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// differ reports whether the arms of a branch in a loop lead to different places, or one
// of them may by what it leaves behind. A branch that only logs, or looks at the error of
// Close, decides nothing.
func (w *Walker) differ(branch *ssa.If, env known) bool {
	var ends [2]struct{ again, left, halted, spent bool }
	b := branch.Block()
	for i, to := range b.Succs {
		if len(to.Preds) == 1 && leavesTrace(to) {
			return true
		}
		in := *w.Loop
		in.Left, in.Halted, in.arm = false, false, true
		sub := w.P.NewWalker(w.Start, w.T, w.Scenario, &in)
		sub.never = w.never
		arm := maps.Clone(env)
		w.learn(branch.Cond, arm, i == 0)
		sub.walk.Along(b, to, arm)
		ends[i].again, ends[i].left, ends[i].halted, ends[i].spent = sub.Course.Again, in.Left, in.Halted, sub.walk.Spent
	}
	return ends[0] != ends[1] || ends[0].spent
}

// leavesTrace reports whether what stands below a block alone writes to memory that is
// not the function's own, or calls a function that nobody knows, as of a context's cancel.
func leavesTrace(arm *ssa.BasicBlock) bool {
	return slices.ContainsFunc(arm.Parent().Blocks, func(b *ssa.BasicBlock) bool {
		return arm.Dominates(b) && slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			switch instr := instr.(type) {
			case *ssa.MapUpdate, *ssa.Send:
				return true
			case *ssa.Store:
				switch addr := instr.Addr.(type) {
				case *ssa.Alloc:
					return false // the walk knows what it holds
				case *ssa.IndexAddr:
					_, local := addr.X.(*ssa.Alloc) // the arguments of a variadic function
					return !local
				}
				return true
			case *ssa.Call:
				_, builtin := instr.Call.Value.(*ssa.Builtin)
				return !builtin && ssautil.Callee(&instr.Call) == nil
			}
			return false
		})
	})
}
