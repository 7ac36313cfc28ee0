package route

import (
	"go/constant"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What the texts and values are that a registration is made of.

// texts returns the parts of what a row of the model says.
func (r *registrar) texts(e httpmodel.Expr, call *ssa.Call, row *row) []origin.Value {
	switch args := ssautil.Args(&call.Call); {
	case e.Op == 0:
		return nil
	case e.Op == httpmodel.OpArg && e.Arg < len(args):
		return r.text(args[e.Arg], call, row)
	}
	return []origin.Value{r.Flow.EvalCall(e, call)}
}

// text returns the parts of a text, in the row of a table if that is what is read.
func (r *registrar) text(v ssa.Value, at ssa.Instruction, row *row) []origin.Value {
	if x := row.member(v, r); x != nil {
		return r.text(x, nil, nil)
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return slices.Concat(r.text(v.X, at, row), r.text(v.Y, at, row))
		}
	case *ssa.ChangeType:
		return r.text(v.X, at, row)
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return []origin.Value{{{Op: origin.Const, Const: v.Value}}}
		}
	}
	return []origin.Value{r.Flow.Eval(v, at)}
}

// origins returns the values that a value is a copy of: through conversions,
// local variables and branches.
func (r *registrar) origins(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []ssa.Value) {
	if v == nil || seen[v] {
		return nil
	}
	seen[v] = true
	if x := row.member(v, r); x != nil {
		return r.origins(x, nil, seen)
	}
	each := func(vs ...ssa.Value) {
		for _, x := range vs {
			out = append(out, r.origins(x, row, seen)...)
		}
	}
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		each(v.X)
	case *ssa.ChangeType:
		each(v.X)
	case *ssa.TypeAssert:
		each(v.X)
	case *ssa.MakeInterface:
		each(v.X)
	case *ssa.Phi:
		each(v.Edges...)
	case *ssa.FreeVar:
		if vs := r.Flow.Bindings(v); len(vs) > 0 {
			each(vs...)
			return out
		}
		return []ssa.Value{v}
	case *ssa.UnOp:
		if stored := r.stores(v); v.Op == token.MUL && len(stored) > 0 {
			each(stored...)
			return out
		}
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && r.isHandlerType(v.Type()) && !r.Flow.Model().IsRouter(v.Type()) {
			if first := r.Flow.InitialValue(g); first != nil {
				each(first)
				return out
			}
		}
		return []ssa.Value{v}
	default:
		return []ssa.Value{v}
	}
	return out
}

// stores returns what the local variable that a load reads is set to.
func (r *registrar) stores(load *ssa.UnOp) (vs []ssa.Value) {
	addrs := []ssa.Value{load.X}
	if fv, ok := load.X.(*ssa.FreeVar); ok {
		addrs = r.Flow.Bindings(fv)
	}
	for _, a := range addrs {
		alloc, ok := a.(*ssa.Alloc)
		if !ok {
			return nil
		}
		for _, ref := range *alloc.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
				vs = append(vs, st.Val)
			}
		}
	}
	return vs
}
