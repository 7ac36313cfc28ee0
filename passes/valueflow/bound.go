package valueflow

import (
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A method of an interface as a value, h.Get, is a function that whoever gives h decides on.
// It is the method of h's dynamic type where that is known; where h is a parameter, or a
// member of one, the method is a member of it too, ".Get(…)", for the callers to name.

// boundMark ends the name of a member that is a method as a value.
const boundMark = "(…)"

// BoundMethod returns the method of an interface that a method value is of, nil if it is none.
func BoundMethod(v ssa.Value) *types.Func {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || len(mc.Bindings) != 1 || !types.IsInterface(mc.Bindings[0].Type()) || mc.Fn.(*ssa.Function).Synthetic == "" {
		return nil
	}
	m, _ := mc.Fn.(*ssa.Function).Object().(*types.Func)
	return m
}

// MethodValue returns what a method of a value that is an interface may be, at an instruction:
// functions by their names, members of parameters, which callers say, or something unknown.
func (f *Result) MethodValue(recv ssa.Value, name string, at ssa.Instruction) origin.Value {
	return f.boundOn(recv, name, at)
}

// boundOn returns a method of a value as it stands at an instruction. What all of a package
// puts into a field of its own decides before a caller does, if it is of one type.
func (f *Result) boundOn(recv ssa.Value, name string, at ssa.Instruction) origin.Value {
	v := f.boundTo(f.eval(recv, at), name)
	if all(v, isNamedFunc) {
		return v
	}
	var kept []origin.Value
	for _, st := range f.keptIn(recv) {
		kept = append(kept, f.boundTo(f.eval(st.Val, st), name))
	}
	if one := f.union(kept...); len(one) == 1 && isNamedFunc(one[0]) {
		return one
	}
	return v
}

// boundTo returns a method of each of some values.
func (f *Result) boundTo(recv origin.Value, name string) origin.Value {
	var vs []origin.Value
	for _, t := range recv {
		switch m := f.method(t, name); {
		case t.Op == origin.Zero:
		case m != nil:
			vs = append(vs, origin.Value{{Op: origin.Func, Name: m.Origin().FullName()}})
		case t.TypeName != "" && f.typeOf(t) == nil:
			// Of a type that its package keeps to itself. Whether the method is of the pointer
			// its name leaves open.
			vs = append(vs, origin.Value{{Op: origin.Func, Name: "(*" + t.TypeName + ")." + name}})
		case t.Op == origin.Param:
			vs = append(vs, origin.Value{{Op: origin.Param, Index: t.Index, Path: t.Path + "." + name + boundMark, Fn: t.Fn}})
		default:
			vs = append(vs, origin.AnyValue(false))
		}
	}
	return f.union(vs...)
}

// splitBound splits the path of a member that is a method as a value.
func splitBound(path string) (before, name string, ok bool) {
	path, ok = strings.CutSuffix(path, boundMark)
	if !ok {
		return "", "", false
	}
	dot := strings.LastIndexByte(path, '.')
	return path[:dot], path[dot+1:], true
}

func isNamedFunc(t *origin.Term) bool { return t.Op == origin.Func }

func all(v origin.Value, is func(t *origin.Term) bool) bool {
	return len(v) > 0 && len(origin.Filter(v, is)) == len(v)
}

// Implementing returns the functions of this package that a method of an interface is of the
// types which implement it, nil if none is known, or one of another package.
func (f *Result) Implementing(iface types.Type, name string) (fns []*ssa.Function) {
	for _, c := range f.implementing(iface, name, nil) {
		if c.fn == nil {
			return nil
		}
		fns = append(fns, c.fn)
	}
	return fns
}
