package ssautil

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Reaches reports whether control can come from one block to another, or is there.
func Reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if b == to {
			return true
		}
		if seen[b] {
			return false
		}
		seen[b] = true
		for _, s := range b.Succs {
			if visit(s) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// ReachesAround reports whether control can go from one block to another, other than
// through a third.
func ReachesAround(from, to, without *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{without: true}
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		for _, s := range b.Succs {
			if s == to || visit(s) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// RunsBefore reports whether every path to an instruction takes another.
func RunsBefore(x, y ssa.Instruction) bool {
	if x.Block() != y.Block() {
		return x.Block().Dominates(y.Block())
	}
	return slices.Index(x.Block().Instrs, x) < slices.Index(y.Block().Instrs, y)
}

// Avoidable reports whether a function can return from a block without another
// that it dominates.
func Avoidable(from, b *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{b: true}
	var visit func(x *ssa.BasicBlock) bool
	visit = func(x *ssa.BasicBlock) bool {
		if seen[x] {
			return false
		}
		seen[x] = true
		if _, returns := x.Instrs[len(x.Instrs)-1].(*ssa.Return); returns {
			return true
		}
		return slices.ContainsFunc(x.Succs, visit)
	}
	return visit(from)
}

// Undecided reports whether it depends on more than guards can say if a function
// gets to a block: all but comparisons of parameters with constants, and what
// failed before.
func Undecided(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if len(b.Preds) == 1 {
			if !guarding(ifi.Cond) {
				return true
			}
		} else if Avoidable(d, b) {
			return true
		}
	}
	return false
}

// guarding reports whether a condition is one that a guard says, or whether
// something has failed.
func guarding(cond ssa.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ {
		return false
	}
	if x, isTest := NilTest(b); isTest && typeutil.IsError(x.Type()) {
		return true
	}
	_, param := b.X.(*ssa.Parameter)
	_, constant := b.Y.(*ssa.Const)
	return param && constant
}
