package paths

import "golang.org/x/tools/go/ssa"

// Uses say where the values of a function still matter. A walk forgets what it knows of
// the others: paths that differ in nothing else are one then. Ten branches in a row whose
// conditions nobody looks at again would be a thousand paths.
//
// What phis get and what a variable of the function holds is known by itself; of the rest
// a walk may compute a value when it is used.
type Uses struct {
	live map[ssa.Value]map[*ssa.BasicBlock]bool
}

// NewUses returns where the values of a function matter.
func NewUses() *Uses { return &Uses{make(map[ssa.Value]map[*ssa.BasicBlock]bool)} }

// Matters reports whether a value is used in a block, or in one that control may come to
// from there, before it is computed once more.
func (u *Uses) Matters(v ssa.Value, in *ssa.BasicBlock) bool {
	if v.Referrers() == nil {
		return true
	}
	live, ok := u.live[v]
	if !ok {
		live = liveIn(v)
		u.live[v] = live
	}
	return live[in]
}

// liveIn returns the blocks at whose beginning a value matters.
func liveIn(v ssa.Value) map[*ssa.BasicBlock]bool {
	live := make(map[*ssa.BasicBlock]bool)
	var made *ssa.BasicBlock // where it is computed, nil for what a function is given
	phi := false
	if instr, ok := v.(ssa.Instruction); ok {
		made = instr.Block()
		_, phi = v.(*ssa.Phi)
	}
	work := useBlocks(v)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if live[b] || b == made && !phi {
			continue
		}
		live[b] = true
		if b != made {
			work = append(work, b.Preds...)
		}
	}
	return live
}

// useBlocks returns the blocks in which a value is used, or what a walk computes of it
// when that is used. A phi gets its value where control leaves the block before it.
func useBlocks(v ssa.Value) (used []*ssa.BasicBlock) {
	seen := make(map[ssa.Value]bool)
	work := []ssa.Value{v}
	for len(work) > 0 {
		w := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[w] || w.Referrers() == nil {
			continue
		}
		seen[w] = true
		for _, ref := range *w.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
				continue
			case *ssa.Phi:
				for i, e := range ref.Edges {
					if e == w {
						used = append(used, ref.Block().Preds[i])
					}
				}
				continue
			case *ssa.BinOp, *ssa.UnOp, *ssa.Convert, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Extract,
				*ssa.Field, *ssa.FieldAddr, *ssa.MakeClosure, *ssa.Slice, *ssa.TypeAssert:
				work = append(work, ref.(ssa.Value))
			}
			if ref.Block() != nil {
				used = append(used, ref.Block())
			}
		}
	}
	return used
}
