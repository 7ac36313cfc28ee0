package valueflow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a call through a variable or an interface runs.
//
// A variable or a field that holds functions runs those that the package puts there. A
// method of an interface of the project's own runs those of the types that implement it,
// as far as the program seen so far shows them: in this package, and, by a fact of the
// interface's method, in the package that declares it. Others may implement it as well,
// so that what such a call gives back decides no branch: see callee.perhaps.

// maxImplementations bounds how many types may implement an interface whose methods are
// followed. Interfaces of a service's own have one or two; the nodes of a syntax tree
// have dozens, and what dozens of functions do in common says nothing.
const maxImplementations = 4

// implementing returns the methods that a call of an interface's method may run; nil
// where none is known, or one that was not read.
func (f *Result) implementing(iface types.Type, name string, args []ssa.Value) []callee {
	n, ok := types.Unalias(iface).(*types.Named)
	if !ok || n.TypeParams().Len() > 0 || n.Obj().Pkg() == nil || !f.main && !f.respondsThrough(n) {
		return nil
	}
	u, ok := n.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var cs []callee
	own := n.Obj().Pkg() == f.pass.Pkg
	if !own {
		m := interfaceMethod(u, name)
		if m == nil {
			return nil
		}
		if s := f.importedSummary(m); s != nil {
			cs = append(cs, callee{sum: s, args: args, obj: m})
		} else if !f.OwnModule(n.Obj().Pkg().Path()) {
			return nil // who else implements it, is not known
		}
	}
	for _, t := range f.implementations(n) {
		obj, _, _ := types.LookupFieldOrMethod(t, true, f.pass.Pkg, name)
		m, ok := obj.(*types.Func)
		if !ok {
			return nil
		}
		one := f.byImplementation(t, m, args)
		if one == nil {
			return nil
		}
		cs = append(cs, one...)
	}
	for i := range cs {
		cs[i].perhaps = true
	}
	return cs
}

// respondsThrough reports whether requests are answered through the values of an interface:
// each type of this package that implements it holds a writer. Of a dependency's interfaces
// these alone are followed.
func (f *Result) respondsThrough(n *types.Named) bool {
	ts := f.implementations(n)
	return len(ts) > 0 && !slices.ContainsFunc(ts, func(t types.Type) bool { return !f.HoldsWriter(t) })
}

// hasContext reports whether requests are answered through the values of an exported
// interface of the package, other than of one that is a response writer itself.
func (f *Result) hasContext() bool {
	scope := f.pass.Pkg.Scope()
	holds := slices.ContainsFunc(scope.Names(), func(name string) bool {
		t, ok := scope.Lookup(name).(*types.TypeName)
		return ok && !types.IsInterface(t.Type()) && f.HoldsWriter(t.Type())
	})
	return holds && slices.ContainsFunc(scope.Names(), func(name string) bool {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || !types.IsInterface(t.Type()) || f.IsWriter(t.Type()) {
			return false
		}
		n, ok := t.Type().(*types.Named)
		return ok && n.TypeParams().Len() == 0 && f.respondsThrough(n)
	})
}

// byImplementation returns what a call of a method runs that a type implements. A method that
// it has from a member which it embeds is the function that the compiler makes for it, which
// calls the member's.
func (f *Result) byImplementation(t types.Type, m *types.Func, args []ssa.Value) []callee {
	if typeutil.Receiver(m) == typeNameOf(t) {
		return f.byObject(m, args)
	}
	sel := types.NewMethodSet(t).Lookup(m.Pkg(), m.Name())
	if sel == nil {
		return nil
	}
	if fn := f.Pkg.Prog.MethodValue(sel); fn != nil && len(fn.Blocks) > 0 {
		return []callee{{fn: fn, sum: f.summary(fn), args: args}}
	}
	return nil
}

// dynamicRow returns the model's row for a call of a method of an interface of the
// project's own, if every origin of its receiver is of a type of the model: an encoder
// that a package keeps behind an interface of its own is encoding/json's.
func (f *Result) dynamicRow(c *ssa.CallCommon) *httpmodel.Row {
	n, ok := types.Unalias(c.Value.Type()).(*types.Named)
	if !ok || f.calls.callbacks == nil || n.Obj().Pkg() == nil || !f.OwnModule(n.Obj().Pkg().Path()) {
		return nil
	}
	if r, ok := lookup(&f.effort.questions, f.calls.dynamicRows, c); ok {
		return r
	}
	return evaluate(&f.effort.questions, f.calls.dynamicRows, c, nil, func() (row *httpmodel.Row) {
		for _, t := range f.eval(c.Value, nil) {
			m := f.method(t, c.Method.Name())
			if m == nil {
				return nil
			}
			r := f.model.LookupOn(m, f.typeOf(t))
			if r == nil || row != nil && r != row {
				return nil
			}
			row = r
		}
		return row
	})
}

// interfaceMethod returns the method of an interface that has a name, or nil.
func interfaceMethod(u *types.Interface, name string) *types.Func {
	for m := range u.Methods() {
		if m.Name() == name {
			return m
		}
	}
	return nil
}

// implementations returns the types of this package that implement an interface; nil if
// they are too many. Those of tests do not count: a service does not run on them.
func (f *Result) implementations(n *types.Named) []types.Type {
	if ts, ok := f.calls.implementations[n.Obj()]; ok {
		return ts
	}
	var out []types.Type
	u := n.Underlying().(*types.Interface)
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || u.NumMethods() == 0 || f.inTest(tn.Pos()) {
			continue
		}
		t, ok := tn.Type().(*types.Named)
		if !ok || t.TypeParams().Len() > 0 || types.IsInterface(t) {
			continue
		}
		switch {
		case types.Implements(t, u):
			out = append(out, t)
		case types.Implements(types.NewPointer(t), u):
			out = append(out, types.NewPointer(t))
		}
	}
	if len(out) > maxImplementations {
		out = nil
	}
	if f.calls.implementations != nil { // else the package has not been read yet
		f.calls.implementations[n.Obj()] = out
	}
	return out
}

// Implementations returns the types of this package that implement an interface of the
// module's own which code names; nil if there are none, or too many.
func (f *Result) Implementations(iface types.Type) []types.Type {
	n, ok := types.Unalias(iface).(*types.Named)
	if !ok || !types.IsInterface(n) || n.TypeParams().Len() > 0 || n.Obj().Pkg() == nil || !f.OwnModule(n.Obj().Pkg().Path()) {
		return nil
	}
	return f.implementations(n)
}

// MethodsOf returns the methods of a name that those types have; it is not ok if one of
// them was not read.
func (f *Result) MethodsOf(ts []types.Type, name string) (fns []*ssa.Function, ok bool) {
	if f.begin() {
		defer f.finish()
	}
	for _, t := range ts {
		obj, _, _ := types.LookupFieldOrMethod(t, true, f.pass.Pkg, name)
		m, ok := obj.(*types.Func)
		if !ok {
			return nil, false
		}
		cs := f.byImplementation(t, m, nil)
		if len(cs) != 1 || cs[0].fn == nil {
			return nil, false
		}
		fns = append(fns, cs[0].fn)
	}
	return fns, true
}

// inTest reports whether a position is in a test file.
func (f *Result) inTest(pos token.Pos) bool {
	return strings.HasSuffix(f.pass.Fset.Position(pos).Filename, "_test.go")
}

// keptIn returns what this package puts into the place that a value is loaded from, a
// field of one of its own types: the stores of the value, nil if there are none.
func (f *Result) keptIn(v ssa.Value) []*ssa.Store {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	owner := fa.X.Type().Underlying().(*types.Pointer).Elem()
	n, ok := types.Unalias(owner).(*types.Named)
	if !ok || n.Obj().Pkg() != f.pass.Pkg {
		return nil
	}
	if f.calls.fieldFuncs == nil {
		f.calls.fieldFuncs = f.storesOfFields()
	}
	return f.calls.fieldFuncs[fieldKey{n.Origin().Obj(), fa.Field}]
}

// A fieldKey is a field of a named struct type.
type fieldKey struct {
	owner *types.TypeName
	field int
}

// storesOfFields indexes the assignments to fields that hold functions and interfaces,
// but for those in tests.
func (f *Result) storesOfFields() map[fieldKey][]*ssa.Store {
	kept := make(map[fieldKey][]*ssa.Store)
	for _, fn := range f.program() {
		if f.inTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				fa, ok := st.Addr.(*ssa.FieldAddr)
				if !ok || !dispatches(st.Val.Type()) || ssautil.IsNil(st.Val) {
					continue
				}
				owner := fa.X.Type().Underlying().(*types.Pointer).Elem()
				if n, ok := types.Unalias(owner).(*types.Named); ok && n.Obj().Pkg() == f.pass.Pkg {
					k := fieldKey{n.Origin().Obj(), fa.Field}
					kept[k] = append(kept[k], st)
				}
			}
		}
	}
	return kept
}

// dispatches reports whether a value of a type decides which function a call runs.
func dispatches(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return u.NumMethods() > 0 && !typeutil.IsError(t)
	}
	return false
}

// byKept returns what a call runs that calls what is kept in a field, or a method of it:
// every assignment to the field has to be known.
func (f *Result) byKept(v ssa.Value, run func(t *origin.Term) []callee) []callee {
	stores := f.keptIn(v)
	if len(stores) == 0 || len(stores) > maxImplementations {
		return nil
	}
	var cs []callee
	for _, st := range stores {
		for _, t := range f.eval(st.Val, st) {
			one := run(t)
			if one == nil {
				return nil
			}
			for _, c := range one {
				if !slices.ContainsFunc(cs, func(o callee) bool { return o.sum == c.sum }) {
					c.perhaps = len(stores) > 1
					cs = append(cs, c)
				}
			}
		}
	}
	return cs
}

// byVariable returns the function that a variable of another package holds, if that
// package assigns it once.
func (f *Result) byVariable(v ssa.Value, args []ssa.Value) []callee {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Pkg == f.Pkg || g.Object() == nil {
		return nil
	}
	if s := f.importedSummary(g.Object()); s != nil {
		return []callee{{sum: s, args: args, obj: g.Object()}}
	}
	return nil
}

// orUnknown adds to what a call gives, by functions that it perhaps runs, what others
// may give: anything, so that no branch is decided. That the errors of the one store in
// sight are public says nothing of the one that a service runs on; only of an interface
// that no other package can name the origins that are seen are all.
func (f *Result) orUnknown(cs []callee, v origin.Value, call *ssa.Call, i int) origin.Value {
	if !slices.ContainsFunc(cs, func(c callee) bool { return c.perhaps }) {
		return v
	}
	unknown := f.opaque(call, i, resultType(call, i))
	if !unknown.Err {
		return f.union(v, origin.Value{unknown})
	}
	n := typeutil.Named(call.Call.Value.Type())
	closed := n == nil || !n.Obj().Exported() && n.Obj().Pkg() == f.pass.Pkg
	if closed && slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op != origin.Zero }) {
		return v
	}
	return origin.Value{unknown}
}

// exportDispatched exports what is known of calls through variables and interfaces of
// this package: the summary of the function that a variable holds, and those of the
// methods that implement an interface's.
func (f *Result) exportDispatched(export func(obj types.Object, s *origin.Summary)) {
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		for _, d := range f.DispatchedBy(scope.Lookup(name)) {
			var rows []*origin.Summary
			for _, fn := range d.Fns {
				rows = append(rows, f.summary(fn))
			}
			if s := exported(origin.Either(rows)); s != nil {
				export(d.Obj, s)
			}
		}
	}
}

// A Dispatch is what a call of an exported variable, or of an interface's method, runs.
type Dispatch struct {
	Obj types.Object // the variable or method
	Fns []*ssa.Function
}

// DispatchedBy returns the functions of this package that calls through an object of its
// scope run, if all of them are known.
func (f *Result) DispatchedBy(obj types.Object) (out []Dispatch) {
	if f.begin() {
		defer f.finish()
	}
	if !obj.Exported() {
		return nil
	}
	switch obj := obj.(type) {
	case *types.Var:
		if _, ok := obj.Type().Underlying().(*types.Signature); !ok || !f.main || f.Pkg.Var(obj.Name()) == nil {
			return nil // a dependency's variable is there to be set
		}
		if v, ok := f.ownGlobal(f.Pkg.Var(obj.Name())); ok && v[0].Op == origin.Func && v[0].Fn != nil && len(v[0].Fn.Blocks) > 0 {
			return []Dispatch{{obj, []*ssa.Function{v[0].Fn}}}
		}
	case *types.TypeName:
		n, ok := obj.Type().(*types.Named)
		if !ok || !types.IsInterface(n) || n.TypeParams().Len() > 0 {
			return nil
		}
		for m := range n.Underlying().(*types.Interface).Methods() {
			if !m.Exported() || m.Pkg() != f.pass.Pkg {
				continue
			}
			d := Dispatch{Obj: m}
			for _, c := range f.implementing(n, m.Name(), nil) {
				if c.fn == nil {
					d.Fns = nil
					break
				}
				d.Fns = append(d.Fns, c.fn)
			}
			if len(d.Fns) > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}
