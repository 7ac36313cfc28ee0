package errvalue

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Values that a function returns to a library as its response may get their members one by
// one:
//
//	resp := events.APIGatewayProxyResponse{Headers: headers}
//	if err != nil {
//		resp.StatusCode = 500
//		resp.Body = err.Error()
//		return resp, nil
//	}
//
// Such a value is a response where it is returned, as it is there. It stands at what
// the last of the assignments gives that lead to the return.

// findSet adds the sites of values whose members were set before a return.
func (p *Errors) findSet(fn *ssa.Function, ret *ssa.Return) {
	for _, r := range ret.Results {
		alloc := kept(r)
		if alloc == nil {
			continue
		}
		typ := alloc.Type().Underlying().(*types.Pointer).Elem()
		c := p.Flow.Model().StatusErrorOf(typ)
		if c == nil || !c.Returned {
			continue
		}
		last := lastSet(alloc, ret)
		if last == nil {
			continue
		}
		node := p.Index.Assigned(last.Pos())
		if node == nil {
			continue
		}
		t := &origin.Term{Op: origin.Object, TypeName: typeutil.Name(typ), Pos: last.Pos(), Fn: fn}
		for i := range typ.Underlying().(*types.Struct).NumFields() {
			path := origin.FieldName(typ, i)
			t.Fields = append(t.Fields, origin.Field{Name: path[1:], Value: p.Flow.Load(valueflow.Loc{Root: alloc, Path: path}, ret)})
		}
		origin.SortFields(t.Fields)
		a := p.WriteOf(t)
		if a == nil {
			continue
		}
		s := p.built(node, fn, a)
		s.Code.Set = true
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
	}
}

// kept returns the variable that a value is read from, or points to, nil if there is none.
func kept(v ssa.Value) *ssa.Alloc {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	a, _ := v.(*ssa.Alloc)
	return a
}

// lastSet returns the last assignment to a member of a variable on the only way to a return,
// nil if there are several ways, or if the value was made whole.
func lastSet(alloc *ssa.Alloc, ret *ssa.Return) *ssa.Store {
	for b := ret.Block(); ; b = b.Preds[0] {
		for _, instr := range slices.Backward(b.Instrs) {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if st.Addr == ssa.Value(alloc) {
				if kept(st.Val) == alloc {
					continue // a result with a name that is returned
				}
				return nil
			}
			fa, ok := st.Addr.(*ssa.FieldAddr)
			if !ok || fa.X != ssa.Value(alloc) {
				continue
			}
			if alloc.Comment == "complit" && b == alloc.Block() {
				return nil // the literal's own
			}
			return st
		}
		if len(b.Preds) != 1 {
			return nil
		}
	}
}
