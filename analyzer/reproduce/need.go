package reproduce

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
)

// add notes that a declaration is needed, at a depth.
func (w *writer) add(obj types.Object, depth int) {
	if obj = w.own(obj); obj == nil {
		return
	}
	d := w.decls[obj]
	if d == nil {
		return
	}
	if d.fn != nil && depth > w.depth && !generic(obj.(*types.Func)) {
		depth = -1
	}
	was, known := w.need[obj]
	if known && (was >= 0 && (depth < 0 || was <= depth) || was < 0 && depth < 0) {
		return
	}
	w.need[obj] = depth
	if !known {
		w.order = append(w.order, obj)
	}
	w.queue = append(w.queue, obj)
}

// generic reports whether no variable could have the function's type.
func generic(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.TypeParams().Len()+sig.RecvTypeParams().Len() > 0
}

// close adds what the declarations need until nothing is left.
func (w *writer) close() {
	for {
		for len(w.queue) > 0 && len(w.order) <= maxDecls+1 {
			obj := w.queue[0]
			w.queue = w.queue[1:]
			w.visit(obj)
		}
		before := len(w.order)
		for _, obj := range slices.Clone(w.order) {
			name, ok := obj.(*types.TypeName)
			if !ok {
				continue
			}
			for _, m := range w.Program.methods[name] {
				if w.needed[m.Name()] || w.calledByName(m.Name()) {
					w.add(m, w.depthOf(m))
				}
			}
		}
		if len(w.order) == before && len(w.queue) == 0 || len(w.order) > maxDecls {
			return
		}
	}
}

// depthOf is the depth of a method that nobody is seen to call: what an error says, and what
// it wraps, is part of what a function does that returns it.
func (w *writer) depthOf(m *types.Func) int {
	if slices.Contains([]string{"Error", "Unwrap", "String", "Is", "As", "MarshalJSON"}, m.Name()) {
		return 0
	}
	return w.depth + 1
}

// calledByName reports whether a method of an interface of the program has the name.
func (w *writer) calledByName(name string) bool {
	for m := range w.methods {
		if m.Name() == name {
			return true
		}
	}
	return false
}

// visit adds what a declaration needs.
func (w *writer) visit(obj types.Object) {
	d, depth := w.decls[obj], w.need[obj]
	switch {
	case d.fn != nil && d.fn.Body == nil:
		w.failed = fmt.Errorf("%s has no body in Go", obj.Name())
	case d.fn != nil && depth < 0:
		w.walk(d, d.fn.Type, depth)
		if d.fn.Recv != nil {
			w.walk(d, d.fn.Recv, depth)
		}
	case d.fn != nil:
		w.walk(d, d.fn, depth)
	case d.typ != nil:
		w.visitType(d)
	case d.vals != nil:
		if _, ok := obj.(*types.Const); ok {
			w.visitTypeOf(obj.Type())
			return
		}
		if d.vals.Type != nil {
			w.walk(d, d.vals.Type, 0)
		}
		if w.initial(d) {
			for _, v := range d.vals.Values {
				w.walk(d, v, 0)
			}
		} else if d.vals.Type == nil {
			w.visitTypeOf(obj.Type())
		}
	}
}

// visitTypeOf adds the named types that a type is made of.
func (w *writer) visitTypeOf(t types.Type) {
	types.TypeString(t, func(pkg *types.Package) string {
		if w.external[pkg.Path()] != nil {
			w.imports[pkg.Path()] = ""
		}
		return ""
	})
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		w.add(t.Origin().Obj(), 0)
		for arg := range t.TypeArgs().Types() {
			w.visitTypeOf(arg)
		}
	case interface{ Elem() types.Type }:
		w.visitTypeOf(t.Elem())
		if m, ok := t.(*types.Map); ok {
			w.visitTypeOf(m.Key())
		}
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				w.visitTypeOf(v.Type())
			}
		}
	}
}

// visitType adds what a type needs. Of structs without tags and of interfaces only that
// counts which is used.
func (w *writer) visitType(d *decl) {
	if d.typ.TypeParams != nil {
		w.walk(d, d.typ, 0)
		return
	}
	for _, f := range cut(d.typ) {
		w.visitField(d, f)
	}
	if cut(d.typ) == nil {
		w.walk(d, d.typ.Type, 0)
	}
}

// cut returns the fields of a type of which those are left out that nobody uses, nil for a
// type that stays whole.
func cut(spec *ast.TypeSpec) []*ast.Field {
	if spec.TypeParams != nil {
		return nil
	}
	switch t := spec.Type.(type) {
	case *ast.StructType:
		if slices.ContainsFunc(t.Fields.List, func(f *ast.Field) bool { return f.Tag != nil }) {
			return nil
		}
		return t.Fields.List
	case *ast.InterfaceType:
		return t.Methods.List
	}
	return nil
}

// visitField adds the type of a field, or method of an interface, if it is used.
func (w *writer) visitField(d *decl, f *ast.Field) {
	if len(f.Names) == 0 || slices.ContainsFunc(f.Names, func(n *ast.Ident) bool { return w.used(d.pkg.TypesInfo.Defs[n]) }) {
		w.walk(d, f.Type, 0)
	}
}

func (w *writer) used(obj types.Object) bool {
	switch o := obj.(type) {
	case *types.Var:
		return w.fields[o]
	case *types.Func:
		return w.methods[o]
	}
	return false
}

// use notes that a field, or method of an interface, is used. Its type is visited again.
func (w *writer) use(obj types.Object) {
	switch o := obj.(type) {
	case *types.Var:
		if w.fields[o] {
			return
		}
		w.fields[o] = true
	case *types.Func:
		if w.methods[o] {
			return
		}
		w.methods[o] = true
	}
	for _, known := range w.order {
		if d := w.decls[known]; d.typ != nil && d.typ.Pos() <= obj.Pos() && obj.Pos() < d.typ.End() {
			w.queue = append(w.queue, known)
		}
	}
}

// initial reports whether the value of a variable is written: of constants, and of what
// other modules make of them. Another one is not known.
func (w *writer) initial(d *decl) bool {
	known := len(d.vals.Values) == len(d.vals.Names)
	for _, v := range d.vals.Values {
		ast.Inspect(v, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if _, lit := n.(*ast.FuncLit); lit {
				known = false
			}
			if !ok || !known {
				return known
			}
			obj := w.own(d.pkg.TypesInfo.Uses[id])
			switch o := obj.(type) {
			case *types.Func:
				known = false
			case *types.Var:
				known = o.IsField()
			}
			return known
		})
	}
	return known
}

// walk adds what a piece of source needs.
func (w *writer) walk(d *decl, n ast.Node, depth int) {
	next := depth + 1
	if depth < 0 {
		next = w.depth + 1
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.CompositeLit); ok && len(lit.Elts) > 0 {
			if _, keyed := lit.Elts[0].(*ast.KeyValueExpr); !keyed {
				w.useAll(d.pkg.TypesInfo.TypeOf(lit))
			}
		}
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		obj := d.pkg.TypesInfo.Uses[id]
		if name, ok := obj.(*types.PkgName); ok {
			if name.Imported().Path() == "C" {
				w.failed = errors.New("it uses cgo")
			}
			if w.pkgs[name.Imported()] == nil {
				w.imports[name.Imported().Path()] = ""
			}
			return true
		}
		if obj = w.own(obj); obj == nil {
			return true
		}
		if v, ok := obj.(*types.Var); ok && v.IsField() {
			w.use(v)
			return true
		}
		if fn, ok := obj.(*types.Func); ok && w.decls[fn] == nil {
			w.use(fn)
			return true
		}
		w.add(obj, next)
		return true
	})
}

// useAll notes that all fields of a struct are used, by a literal without their names.
func (w *writer) useAll(t types.Type) {
	if t == nil {
		return
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if w.own(f) != nil {
				w.use(f.Origin())
			}
		}
	}
}
