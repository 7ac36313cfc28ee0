package policy

import (
	literal "go/constant"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Lists and maps say after which statuses a request is sent again: a variable of the
// package, or a field that a constructor fills where its configuration has none. What
// others may configure is left out beside what the package itself puts there: it is what
// happens to whoever configures nothing.

// maxTables bounds the maps of which one is asked for a number.
const maxTables = 4

// Entry returns what a map has for a number, nil if that is no constant, and whether it has
// anything; ok is false if that is not known.
func (ps *Policies) Entry(m *ssa.Lookup, key int64) (val literal.Value, has, ok bool) {
	tables := ps.own(ps.flow.Eval(m.X, m))
	if len(tables) == 0 || len(tables) > maxTables {
		return nil, false, false
	}
	for _, t := range tables {
		made := ps.madeMap(t.Root)
		if made == nil {
			continue
		}
		v, there, known := entry(made, key)
		if !known {
			continue // an option fills it
		}
		if ok && (there != has || !same(v, val)) {
			return nil, false, false
		}
		val, has, ok = v, there, true
	}
	return val, has, ok
}

// Listed returns whether a list has a number; ok is false if that is not known.
func (ps *Policies) Listed(list origin.Value, n int) (has, ok bool) {
	for i, t := range ps.own(list) {
		if t.Op != origin.Object || t.Open {
			return false, false
		}
		elems, _ := t.Member("[]")
		ns, exact := elems.Ints()
		if !exact || i > 0 && slices.Contains(ns, n) != has {
			return false, false
		}
		has, ok = slices.Contains(ns, n), true
	}
	return has, ok
}

// own returns the origins of a list or a map that the package itself puts there.
func (ps *Policies) own(v origin.Value) origin.Value {
	return origin.Filter(ps.Origins(v), func(t *origin.Term) bool {
		return t.Op == origin.Object || t.Op == origin.Param && t.Path == ""
	})
}

// madeMap returns the map that a value is, or that the package puts into a variable where
// it declares it; nil if that is not known.
func (ps *Policies) madeMap(v ssa.Value) *ssa.MakeMap {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	if g, ok := v.(*ssa.Global); ok && ps.flow.Init() != nil {
		v = nil
		for _, b := range ps.flow.Init().Blocks {
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
					v = st.Val
				}
			}
		}
	}
	made, _ := v.(*ssa.MakeMap)
	return made
}

// entry returns what a map that is made at a place has for a number. One that is made empty is
// filled elsewhere.
func entry(made *ssa.MakeMap, key int64) (val literal.Value, has, ok bool) {
	for _, ref := range *made.Referrers() {
		up, isUpdate := ref.(*ssa.MapUpdate)
		if !isUpdate || up.Map != made {
			continue
		}
		n, exact := ssautil.IntConst(up.Key)
		if !exact {
			return nil, false, false
		}
		ok = true
		if n != key {
			continue
		}
		c, isConst := up.Value.(*ssa.Const)
		val, has = nil, true
		if isConst {
			val = c.Value
		}
	}
	return val, has, ok
}

func same(a, b literal.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	return literal.Compare(a, token.EQL, b)
}
