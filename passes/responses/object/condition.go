package object

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// byResults reports whether nothing but the results of a dynamic call, whose terms are bases,
// decides whether control comes from it to a block.
func (p *Objects) byResults(call *ssa.Call, b *ssa.BasicBlock, bases []*origin.Term) bool {
	for b != call.Block() {
		if b == nil || b.Idom() == nil {
			return false
		}
		from := b.Idom()
		if len(b.Preds) > 1 {
			if avoids(from, b) {
				return false
			}
		} else if ifi, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If); ok && !p.testsResult(ifi, bases) {
			return false
		}
		b = from
	}
	return true
}

// avoids reports whether control can leave the function from a block other than through another.
func avoids(from, through *ssa.BasicBlock) bool {
	return slices.ContainsFunc(from.Parent().Blocks, func(exit *ssa.BasicBlock) bool {
		return len(exit.Succs) == 0 && exit != through && ssautil.ReachesAround(from, exit, through)
	})
}

// testsResult reports whether a branch compares one of some terms, or a member of one, with a
// constant: a guard says so.
func (p *Objects) testsResult(ifi *ssa.If, bases []*origin.Term) bool {
	cond, ok := ifi.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	if v, ok := ssautil.NilTest(cond); ok && typeutil.IsError(v.Type()) {
		return true
	}
	x := cond.X
	if _, ok := cond.Y.(*ssa.Const); !ok {
		return false
	}
	v, of := p.Flow.Eval(x, ifi).AboutAll(bases)
	return of && len(v) == 1 && v[0].Op == origin.Param
}

// certain reports whether guards hold of results whatever else is the case.
func certain(gs []origin.Guard, results []origin.Value) bool {
	return !slices.ContainsFunc(gs, func(g origin.Guard) bool {
		if g.Index >= len(results) {
			return true
		}
		v := origin.Select(results[g.Index], g.Path)
		return len(v) == 0 || slices.ContainsFunc(v, func(t *origin.Term) bool {
			is := g.Eval(t)
			return is == 0 || (is > 0) == g.Neg
		})
	})
}
