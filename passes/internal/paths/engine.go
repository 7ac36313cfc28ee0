package paths

import (
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Semantics says what the instructions of a function mean to who walks through it.
// An environment E is what is known on one path. The walk never shares one between
// paths: Arm and the second result of Step return copies, the rest may change the
// environment that they are given.
type Semantics[E any] interface {
	// Step carries out an instruction. It returns what is known behind it, and the other
	// things that may be known there: a call that has several outcomes has a path for each
	// of them, and those are walked first. It is not ok if the path ends. What phis are and
	// where branches lead is up to Enter and Arm.
	Step(instr ssa.Instruction, env E) (next E, others []E, ok bool)
	// Arm returns what is known where the condition of a branch is true, or false. It is
	// not ok if the condition cannot be so.
	Arm(branch *ssa.If, val bool, env E) (E, bool)
	// Enter returns what is known when control comes from one block to another, whose
	// phis get their values. It is not ok if control is not followed there. From is nil
	// at the beginning of a function.
	Enter(from, to *ssa.BasicBlock, env E) (E, bool)
	// Key names what an environment says, "" if it is not to be compared with others.
	// Paths that come to one block with the same knowledge are one.
	Key(env E) string
}

// A Walk goes along the paths of a function, one after the other, the arm of a branch
// that is taken first before the other one.
type Walk[E any] struct {
	Semantics[E]
	// Steps are the instructions that may still be carried out. A walk that has none
	// left is Spent: there are paths that it has not seen to their end.
	Steps int
	Spent bool
	seen  map[state]bool
}

// A state is a block that is entered, and what is known there.
type state struct {
	b   *ssa.BasicBlock
	env string
}

// Through walks through a function.
func (w *Walk[E]) Through(fn *ssa.Function, env E) {
	w.Along(nil, fn.Blocks[0], env)
}

// Behind walks on from the instruction after another one.
func (w *Walk[E]) Behind(instr ssa.Instruction, env E) {
	b := instr.Block()
	w.From(b, slices.Index(b.Instrs, instr)+1, env)
}

// From walks on from an instruction of a block.
func (w *Walk[E]) From(b *ssa.BasicBlock, i int, env E) {
	for ; i < len(b.Instrs); i++ {
		if w.Steps--; w.Steps < 0 || w.Spent {
			w.Spent = true
			return
		}
		next, others, ok := w.Step(b.Instrs[i], env)
		for _, other := range others {
			w.From(b, i+1, other)
		}
		if !ok {
			return
		}
		env = next
	}
	switch end := b.Instrs[len(b.Instrs)-1].(type) {
	case *ssa.If:
		for arm, to := range b.Succs {
			if next, ok := w.Arm(end, arm == 0, env); ok {
				w.Along(b, to, next)
			}
		}
	case *ssa.Jump:
		w.Along(b, b.Succs[0], env)
	}
}

// Along goes from one block to the next, and walks on from there.
func (w *Walk[E]) Along(from, to *ssa.BasicBlock, env E) {
	env, ok := w.Enter(from, to, env)
	if !ok {
		return
	}
	if key := w.Key(env); key != "" {
		s := state{to, key}
		if w.seen[s] {
			return
		}
		if w.seen == nil {
			w.seen = make(map[state]bool)
		}
		w.seen[s] = true
	}
	w.From(to, 0, env)
}

// Phis yields the phis of a block, each with what it gets when control comes from another
// one. All of them get it at once: who notes what they are looks at all values first.
func Phis(from, to *ssa.BasicBlock) iter.Seq2[*ssa.Phi, ssa.Value] {
	edge := slices.Index(to.Preds, from)
	return func(yield func(*ssa.Phi, ssa.Value) bool) {
		for _, instr := range to.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok || edge < 0 || !yield(phi, phi.Edges[edge]) {
				return
			}
		}
	}
}
