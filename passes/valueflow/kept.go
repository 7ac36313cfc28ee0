package valueflow

import (
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// kept returns what the method that a call names gives of the values that this package
// keeps in a field of the callee's package, "Echo.Validator": echo's Validate asks the
// program's own validator. It is not ok if the package sets none, or one that was not read.
func (f *Result) kept(field string, call *ssa.Call) (v origin.Value, ok bool) {
	fn := ssautil.Callee(&call.Call)
	args := ssautil.Args(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return nil, false
	}
	typ, name, _ := strings.Cut(field, ".")
	var vs []origin.Value
	for _, st := range f.fieldStores(fn.Pkg().Path()+"."+typ, name) {
		for _, t := range f.eval(st.Val, st) {
			m := f.method(t, fn.Name())
			if m == nil || m.Signature().Results().Len() == 0 {
				return nil, false
			}
			cs := f.byObject(m, nil)
			if len(cs) == 0 {
				return nil, false
			}
			given := []origin.Value{{t}}
			for _, a := range args[1:] {
				given = append(given, f.eval(a, call))
			}
			for _, c := range cs {
				e := &env{f: f, c: c, args: given}
				for _, r := range c.sum.Rows {
					vs = append(vs, e.subst(r.Results[0]))
				}
			}
		}
	}
	return f.union(vs...), len(vs) > 0
}

// fieldStores returns the assignments of this package to a field of a type.
func (f *Result) fieldStores(typ, field string) (out []*ssa.Store) {
	for _, fn := range f.program() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				fa, ok := st.Addr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				owner := fa.X.Type().Underlying().(*types.Pointer).Elem()
				if typeutil.Name(owner) == typ && origin.FieldName(owner, fa.Field) == "."+field {
					out = append(out, st)
				}
			}
		}
	}
	return out
}
