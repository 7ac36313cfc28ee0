package valueflow

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// closeRecursion puts the other results of a function that calls itself in the place of those
// of the inner call: what a function returns, and nothing else, is what its recursion does.
//
//	func check(t *tree) error {
//		if t == nil {
//			return errEmpty
//		}
//		return check(t.left)
//	}
//
// returns errEmpty. A result that depends on a parameter is left where the inner call may pass
// it an error or the text of one.
func (f *Result) closeRecursion(s *origin.Summary, fn *ssa.Function) {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return
	}
	name := obj.FullName()
	inner := func(t *origin.Term) bool {
		return t.Op == origin.Opaque && t.Err && t.Name == name && t.Fn == fn && t.Path == ""
	}
	for j := range fn.Signature.Results().Len() {
		var others []origin.Value
		found := false
		for _, r := range s.Rows {
			found = found || r.Results[j].Any(inner)
			for _, t := range r.Results[j] {
				if one := (origin.Value{t}); t.Err && !one.Any(inner) {
					u := t.Copy()
					u.Guards = nil // the inner call has other arguments
					others = append(others, origin.Value{u})
				}
			}
		}
		all := f.union(others...)
		if !found || len(all) == 0 || all.Any(func(t *origin.Term) bool {
			return len(t.Guards) > 0 || t.Op == origin.Param && (t.Err || f.passesError(fn, t.Index))
		}) {
			continue
		}
		for i := range s.Rows {
			s.Rows[i].Results[j] = f.replaced(s.Rows[i].Results[j], inner, j, all)
		}
	}
}

// passesError reports whether a function calls itself with an error, or a text of one, as
// argument i.
func (f *Result) passesError(fn *ssa.Function, i int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.StaticCallee() != fn {
				continue
			}
			if args := ssautil.Args(&call.Call); i < len(args) {
				if v := f.eval(args[i], call); v.Tainted() || v.HasError() {
					return true
				}
			}
		}
	}
	return false
}

// replaced returns v with other origins in the place of those results of an inner call that
// are result j.
func (f *Result) replaced(v origin.Value, inner func(*origin.Term) bool, j int, by origin.Value) origin.Value {
	if !v.Any(inner) {
		return v
	}
	var vs []origin.Value
	for _, t := range v {
		switch one := (origin.Value{t}); {
		case !one.Any(inner):
			vs = append(vs, one)
		case inner(t) && t.Index == j:
			vs = append(vs, origin.Guarded(by, t.Guards))
		default:
			c := t.Copy()
			c.Args = slices.Clone(t.Args)
			for i, a := range c.Args {
				c.Args[i] = f.replaced(a, inner, j, by)
			}
			c.Fields = slices.Clone(t.Fields)
			for i, fd := range c.Fields {
				c.Fields[i].Value = f.replaced(fd.Value, inner, j, by)
			}
			vs = append(vs, origin.Value{c})
		}
	}
	return f.union(vs...)
}
