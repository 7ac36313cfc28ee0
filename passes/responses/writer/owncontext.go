package writer

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
)

// Contexts of the project's own: structs around a writer and a request, or around a
// framework's context, and interfaces that such structs implement.

// OwnContext is the fact of an interface through which requests are answered: each type
// that implements it in its package holds a writer and a request.
type OwnContext struct{}

// AFact marks OwnContext as a fact.
func (*OwnContext) AFact() {}

// String shows the fact as fixtures assert it.
func (*OwnContext) String() string { return "context" }

// ExportOwnContexts exports which interfaces of the package are contexts, and which of their
// methods send nothing.
func (p *Writers) ExportOwnContexts() {
	scope := p.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || !p.isOwnContext(t.Type()) {
			continue
		}
		p.Pass.ExportObjectFact(t, &OwnContext{})
		for m := range t.Type().Underlying().(*types.Interface).Methods() {
			if !m.Exported() || m.Pkg() != p.Pass.Pkg {
				continue
			}
			if q := p.neverWritesByMethod(t.Type(), m); q.Silent(receiver) {
				p.Pass.ExportObjectFact(m, &NeverWrites{receiver, q.returns & receiver})
			}
		}
	}
}

// receiver is the set of a method's receiver alone.
const receiver ParamSet = 1

// isOwnContext reports whether a type is an interface of the module's own, and each type
// that implements it here, or in its package, holds a writer and a request.
func (p *Writers) isOwnContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !types.IsInterface(n) || p.Flow.IsWriter(n) {
		return false
	}
	is, known := p.contexts[n.Obj()]
	if !known {
		is = p.findOwnContext(n)
		p.contexts[n.Obj()] = is
	}
	return is
}

func (p *Writers) findOwnContext(n *types.Named) bool {
	here := p.Flow.Implementations(n)
	for _, t := range here {
		if !p.Flow.HoldsWriter(t) || !p.holdsRequest(t) {
			return false
		}
	}
	return len(here) > 0 || n.Obj().Pkg() != p.Pass.Pkg && p.Pass.ImportObjectFact(n.Obj(), &OwnContext{})
}

// neverWritesByMethod returns what is known of a method of a context of the project's own,
// whichever of the types in sight it is called on; nil if nothing is.
func (p *Writers) neverWritesByMethod(t types.Type, m *types.Func) *NeverWrites {
	if !p.isOwnContext(t) {
		return nil
	}
	q := &NeverWrites{through: ^ParamSet(0)}
	if m.Pkg() != p.Pass.Pkg && p.Pass.ImportObjectFact(typeNameOf(t), &OwnContext{}) && !p.Pass.ImportObjectFact(m, q) {
		return nil
	}
	fns, ok := p.Flow.MethodsOf(p.Flow.Implementations(t), m.Name())
	if !ok {
		return nil
	}
	for _, fn := range fns {
		one := p.neverWritesIn(fn)
		if one == nil {
			return nil
		}
		q.through &= one.through
		q.returns |= one.returns
	}
	return q
}

func typeNameOf(t types.Type) *types.TypeName { return types.Unalias(t).(*types.Named).Obj() }

// holdsWriter reports whether requests are answered through values of a type: writers, structs
// that hold one, contexts of the project's own.
func (p *Writers) holdsWriter(t types.Type) bool { return p.Flow.HoldsWriter(t) || p.isOwnContext(t) }

// holdsRequest reports whether a value is a request, a framework's context, a struct with a
// field that is one of them, or a context of the project's own.
func (p *Writers) holdsRequest(t types.Type) bool {
	return p.isOwnContext(t) || hasField(t, func(t types.Type) bool { return httpmodel.IsRequest(t) || p.Flow.Model().IsContext(t) })
}

// holdsContext reports whether a value is, or holds, a framework's context, which may run
// the next handler where one has returned.
func (p *Writers) holdsContext(t types.Type) bool {
	if p.isOwnContext(t) {
		for _, t := range p.Flow.Implementations(t) {
			if p.holdsContext(t) {
				return true
			}
		}
		return false
	}
	return hasField(t, p.Flow.Model().IsContext)
}

// hasField reports whether a type, or one of its fields if it is a struct, meets a condition.
func hasField(t types.Type, is func(types.Type) bool) bool {
	if is(t) {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for v := range s.Fields() {
		if is(v.Type()) {
			return true
		}
	}
	return false
}
