package httpmodel

import (
	"go/ast"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/types/typeutil"
)

// Count adds to counts, one for each of the Entries, how often files of a package have what
// the entry is about: calls of a function, handlers of a signature, mentions of the rest.
func (m *Model) Count(info *types.Info, files []*ast.File, counts []int) {
	c := useCounter{info: info, counts: counts, functions: make(map[factName][]int), others: make(map[factName][]int)}
	for i, e := range m.Entries() {
		name := factName{e.Pkg, e.Recv, e.Name}
		switch e.kind {
		case aFunction:
			c.functions[name] = append(c.functions[name], i)
		case aSignature:
			c.handlers = append(c.handlers, entryAt{e, i})
		case aField:
			c.fields = append(c.fields, entryAt{e, i})
		default:
			c.others[name] = append(c.others[name], i)
		}
	}
	for _, file := range files {
		ast.Inspect(file, c.visit)
	}
}

type entryAt struct {
	Entry
	index int
}

// A useCounter counts in one package.
type useCounter struct {
	info      *types.Info
	counts    []int
	functions map[factName][]int
	others    map[factName][]int // variables, types, packages
	handlers  []entryAt
	fields    []entryAt
}

func (c *useCounter) add(indices []int) {
	for _, i := range indices {
		c.counts[i]++
	}
}

func (c *useCounter) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		c.call(n)
	case *ast.FuncDecl:
		if fn, ok := c.info.Defs[n.Name].(*types.Func); ok {
			sig := fn.Signature()
			c.handler(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic()))
		}
	case *ast.FuncLit:
		if sig, ok := c.info.TypeOf(n).(*types.Signature); ok {
			c.handler(sig)
		}
	case *ast.ImportSpec:
		if path, err := strconv.Unquote(n.Path.Value); err == nil {
			c.add(c.others[factName{pkg: path}])
		}
	case *ast.Ident:
		c.mention(c.info.Uses[n])
	}
	return true
}

// call counts a call: of a method by the type that declares it, and by the interface
// through which it is called.
func (c *useCounter) call(call *ast.CallExpr) {
	switch obj := typeutil.Callee(c.info, call).(type) {
	case *types.Func:
		if obj.Pkg() == nil {
			return
		}
		name := factName{obj.Pkg().Path(), RecvName(obj), obj.Name()}
		c.add(c.functions[name])
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.info.Selections[sel] != nil {
			if n := namedType(c.info.Selections[sel].Recv()); n != nil {
				if through := (factName{n.Obj().Pkg().Path(), n.Obj().Name(), obj.Name()}); through != name {
					c.add(c.functions[through])
				}
			}
		}
	case *types.Var:
		if obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
			c.add(c.functions[factName{pkg: obj.Pkg().Path(), name: obj.Name()}])
		}
	}
}

func (c *useCounter) handler(sig *types.Signature) {
	for _, h := range c.handlers {
		if handles(h.Text, sig) {
			c.counts[h.index]++
		}
	}
}

// mention counts a use of a type, a variable or a field.
func (c *useCounter) mention(obj types.Object) {
	if obj == nil || obj.Pkg() == nil {
		return
	}
	if obj.Parent() == obj.Pkg().Scope() {
		if _, ok := obj.(*types.Func); !ok {
			c.add(c.others[factName{pkg: obj.Pkg().Path(), name: obj.Name()}])
		}
		return
	}
	if v, ok := obj.(*types.Var); !ok || !v.IsField() {
		return
	}
	for _, f := range c.fields {
		if obj.Pkg().Path() != f.Pkg || obj.Name() != f.Name {
			continue
		}
		if tn, ok := obj.Pkg().Scope().Lookup(f.Recv).(*types.TypeName); ok {
			if of, _, _ := types.LookupFieldOrMethod(tn.Type(), true, obj.Pkg(), f.Name); of == obj {
				c.counts[f.index]++
			}
		}
	}
}
