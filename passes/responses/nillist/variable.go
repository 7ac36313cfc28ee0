package nillist

import (
	"go/constant"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// variable says whether a variable whose address is taken can be nil at a load:
// it is captured by a closure.
func (n *nils) variable(alloc *ssa.Alloc, load *ssa.UnOp) nilness {
	var stores []*ssa.Store
	addrs := []ssa.Value{alloc}
	for i := 0; i < len(addrs); i++ {
		for _, ref := range *addrs[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				switch {
				case ref.Addr != addrs[i]:
					return nilness{unknown: true}
				case ssautil.IsNil(ref.Val) && endsInReturn(ref.Block()): // return nil, err
				default:
					stores = append(stores, ref)
				}
			case *ssa.MakeClosure:
				fn := ref.Fn.(*ssa.Function)
				for k, bound := range ref.Bindings {
					if bound == addrs[i] {
						addrs = append(addrs, fn.FreeVars[k])
					}
				}
			case *ssa.UnOp, *ssa.DebugRef:
			default:
				return nilness{unknown: true}
			}
		}
	}
	return grown(alloc, addrs, stores, load.Block())
}

// endsInReturn reports whether a function returns at the end of a block.
func endsInReturn(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok
}

// memory says whether a field of a local struct can be nil where a site sends it.
func (n *nils) memory(made structPlace, addrs []ssa.Value, stores []*ssa.Store, s *summary.Response) nilness {
	for _, at := range made.at {
		if _, part := at.(*ssa.FieldAddr); !part && !onlySent(at, s) {
			return nilness{unknown: true}
		}
	}
	for _, a := range addrs {
		for _, ref := range *a.Referrers() {
			switch ref.(type) {
			case *ssa.Store, *ssa.UnOp, *ssa.DebugRef:
			default:
				return nilness{unknown: true}
			}
		}
	}
	m := grown(made.alloc, addrs, stores, s.Code.At().Block())
	m.decl = token.NoPos // the declaration is the struct's
	return m
}

// onlySent reports whether the address of a struct serves to reach its members, is shared with
// closures, and is sent by a site, and nothing else.
func onlySent(at ssa.Value, s *summary.Response) bool {
	for _, ref := range *at.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.UnOp, *ssa.DebugRef, *ssa.MakeClosure:
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if r != s.Code.At() {
					return false
				}
			}
		case *ssa.Store:
			_, variable := ref.Addr.(*ssa.Alloc)
			if !ssautil.IsNil(ref.Val) && (ref.Val != at || !variable) {
				return false
			}
		default:
			if ref != s.Code.At() {
				return false
			}
		}
	}
	return true
}

// grown says whether a place in memory that starts as nil still can be nil in
// block b: all that is ever stored there is the list itself with more elements.
func grown(alloc *ssa.Alloc, addrs []ssa.Value, stores []*ssa.Store, b *ssa.BasicBlock) nilness {
	for _, st := range stores {
		if !appendsTo(st.Val, addrs) {
			return nilness{unknown: true}
		}
		if st.Parent() == b.Parent() && st.Block().Dominates(b) {
			return nilness{}
		}
	}
	for d := b; d != nil; d = d.Idom() {
		if len(d.Instrs) == 0 {
			continue
		}
		if ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && d != b {
			if cond, ok := ifi.Cond.(*ssa.BinOp); ok && comparesLoad(cond, addrs) {
				return nilness{unknown: true} // it was asked for
			}
		}
	}
	return nilness{isNil: true, decl: alloc.Pos()}
}

func comparesLoad(cond *ssa.BinOp, addrs []ssa.Value) bool {
	isLoad := func(v ssa.Value) bool {
		if call, ok := v.(*ssa.Call); ok && len(call.Call.Args) == 1 {
			v = call.Call.Args[0] // len
		}
		u, ok := v.(*ssa.UnOp)
		return ok && slices.Contains(addrs, u.X)
	}
	return isLoad(cond.X) || isLoad(cond.Y)
}

// appendsTo reports whether a value is what one of the addresses held, with more
// appended.
func appendsTo(v ssa.Value, addrs []ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" {
		return false
	}
	switch x := call.Call.Args[0].(type) {
	case *ssa.UnOp:
		for _, a := range addrs {
			if x.X == a {
				return true
			}
			fa, ok := x.X.(*ssa.FieldAddr)
			fb, ok2 := a.(*ssa.FieldAddr)
			if ok && ok2 && fa.X == fb.X && fa.Field == fb.Field {
				return true
			}
		}
	}
	return false
}

// tested reports whether control reaches b only after a test that a list is not
// nil or not empty.
func tested(v ssa.Value, b *ssa.BasicBlock) bool {
	for d := b; d != nil && d.Idom() != nil; d = d.Idom() {
		if len(d.Preds) == 1 && onEdge(v, d.Preds[0], d) {
			return true
		}
	}
	return false
}

// onEdge reports whether the way from one block to the next is taken only for a
// list that is not nil.
func onEdge(v ssa.Value, from, to *ssa.BasicBlock) bool {
	ifi, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false
	}
	cond, ok := ifi.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	taken := from.Succs[0] == to
	x, y, op := ssautil.Unwrap(cond.X), ssautil.Unwrap(cond.Y), cond.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
		op = map[token.Token]token.Token{token.LSS: token.GTR, token.GTR: token.LSS, token.LEQ: token.GEQ, token.GEQ: token.LEQ}[op]
		if op == token.ILLEGAL {
			op = cond.Op
		}
	}
	c, ok := y.(*ssa.Const)
	if !ok {
		return false
	}
	if x == v && c.Value == nil {
		return op == token.NEQ && taken || op == token.EQL && !taken
	}
	call, ok := x.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 || call.Call.Args[0] != v || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return false
	}
	k, _ := constant.Int64Val(c.Value)
	// Of nothing is known whether len(v) op k: it is not nil if 0 op k says otherwise.
	return constant.Compare(constant.MakeInt64(0), op, constant.MakeInt64(k)) != taken
}
