package valueflow

import (
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a method of an interface gives is a member of the value that it is called on, which
// is named by the method, ".Encode()": where the value is a parameter, or what a function
// value has given, somebody else knows its type, and what the method makes of it.

// methodTerms returns the first result of a call of an interface's method that takes
// nothing and gives a text or a number, as members of the receiver; nil if that is not
// known to come from elsewhere in all its origins.
func (f *Result) methodTerms(call *ssa.Call, i int) (v origin.Value) {
	c := &call.Call
	if i != 0 || !c.IsInvoke() || len(c.Args) > 0 {
		return nil
	}
	res := resultType(call, 0)
	if !typeutil.IsText(res) && !typeutil.IsInteger(res) {
		return nil
	}
	for _, t := range f.eval(c.Value, call) {
		if t.Op != origin.Param && !f.isResultOfValue(t) || t.Err {
			return nil
		}
		u := &origin.Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path + "." + c.Method.Name() + "()", Pos: t.Pos, Fn: t.Fn}
		if typeutil.IsInteger(res) {
			u.Owner = origin.AnyOwner
		}
		v = append(v, u)
	}
	return v
}

// isResultOfValue reports whether a term is what a call of a function value gives.
func (f *Result) isResultOfValue(t *origin.Term) bool {
	return t.Op == origin.Opaque && t.Name == "" && t.Fn != nil
}

// splitMethod splits the path of a member at the first method in it.
func splitMethod(path string) (before, name, rest string, ok bool) {
	i := strings.Index(path, "()")
	if i < 0 {
		return "", "", "", false
	}
	dot := strings.LastIndexByte(path[:i], '.')
	return path[:dot], path[dot+1 : i], path[i+2:], true
}

// members returns what stands at a path below a value, through methods. It is not ok where
// the path leads through a method that hands out a writer: that is a place.
func (f *Result) members(base origin.Value, path string) (v origin.Value, ok bool) {
	before, name, rest, ok := splitMethod(path)
	if !ok {
		return origin.Select(base, path), true
	}
	var vs []origin.Value
	for _, t := range origin.Select(base, before) {
		switch m := f.method(t, name); {
		case t.Op == origin.Zero:
		case m != nil && m.Signature().Results().Len() > 0:
			if f.IsWriter(m.Signature().Results().At(0).Type()) {
				return nil, false
			}
			given, known := f.methodResult(t, m)
			if !known {
				given = origin.AnyValue(false)
			}
			w, ok := f.members(given, rest)
			if !ok {
				return nil, false
			}
			vs = append(vs, w)
		case t.Op == origin.Param || t.Op == origin.Opaque:
			u := &origin.Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path + "." + name + "()" + rest, Pos: t.Pos, Fn: t.Fn}
			vs = append(vs, origin.Value{u})
		default:
			vs = append(vs, origin.AnyValue(false))
		}
	}
	return f.union(vs...), true
}

// methodResult returns the first result of a method of a term's type that takes nothing.
func (f *Result) methodResult(t *origin.Term, m *types.Func) (v origin.Value, known bool) {
	if m.Signature().Params().Len() > 0 {
		return nil, false
	}
	if row := f.model.Lookup(m); row != nil && len(row.Results) > 0 {
		return f.EvalModel(row.Results[0], origin.Value{t}), true
	}
	var vs []origin.Value
	for _, recv := range origin.Select(origin.Value{t}, f.embedded(t, m.Name())) {
		v, ok := f.firstResult(recv, m)
		vs, known = append(vs, v), known || ok
	}
	return f.union(vs...), known
}
