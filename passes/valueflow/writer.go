package valueflow

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
)

// What a response is written through: http.ResponseWriter and the contexts of
// the frameworks, whatever wraps or extends them.

// writerTypes returns the interfaces that packages in reach answer requests
// through.
func (f *Result) writerTypes() []*types.Interface {
	f.types.writersOnce.Do(func() {
		pkgs := f.packages()
		for _, path := range slices.Sorted(maps.Keys(pkgs)) {
			p := pkgs[path]
			for _, c := range f.model.Contexts(path) {
				if o := p.Scope().Lookup(c.Type); o != nil {
					if t, ok := o.Type().Underlying().(*types.Interface); ok {
						f.types.writers = append(f.types.writers, t)
					}
				}
			}
		}
	})
	return f.types.writers
}

// IsWriter reports whether requests are answered through values of a type.
func (f *Result) IsWriter(t types.Type) bool {
	if t == nil {
		return false
	}
	if is, ok := f.types.isWriter.Load(t); ok {
		return is.(bool)
	}
	is := f.isWriter(t)
	f.types.isWriter.Store(t, is)
	return is
}

func (f *Result) isWriter(t types.Type) bool {
	if f.model.ContextOf(t) != nil {
		return true
	}
	for _, w := range f.writerTypes() {
		if types.Implements(t, w) {
			return true
		}
	}
	return false
}

// getsWriter reports whether a parameter or the receiver of a function is a
// writer or holds one.
func (f *Result) getsWriter(fn *types.Func) bool {
	sig := fn.Signature()
	if r := sig.Recv(); r != nil && f.HoldsWriter(r.Type()) {
		return true
	}
	for v := range sig.Params().Variables() {
		if f.HoldsWriter(v.Type()) || typeutil.IsNamed(v.Type(), "io", "Writer") && f.testsForWriter() {
			return true
		}
	}
	return false
}

// testsForWriter reports whether code of the package asks a value whether it is a response
// writer: a helper may be given one as an io.Writer.
func (f *Result) testsForWriter() bool {
	if f.types.testsForWriter == nil {
		asks := false
		for _, file := range f.pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.TypeAssertExpr:
					asks = asks || n.Type != nil && f.IsWriter(f.pass.TypesInfo.TypeOf(n.Type))
				case *ast.CaseClause:
					asks = asks || slices.ContainsFunc(n.List, func(e ast.Expr) bool {
						tv := f.pass.TypesInfo.Types[e]
						return tv.IsType() && f.IsWriter(tv.Type)
					})
				}
				return !asks
			})
		}
		f.types.testsForWriter = &asks
	}
	return *f.types.testsForWriter
}

// maxHidden bounds the unexported types of a dependency that hold a writer. What wraps a
// response writer has a type or two; code that is generated has one for each combination of
// the interfaces that a writer may have, hundreds, of which no importer can tell which one
// it got.
const maxHidden = 64

// generated reports whether a method is one of more unexported types than maxHidden.
func (f *Result) generated(fn *types.Func) bool {
	recv := typeutil.Receiver(fn)
	if recv == nil || recv.Exported() {
		return false
	}
	if f.types.hiddenWriters == 0 {
		f.types.hiddenWriters = 1 // that one
		scope := f.pass.Pkg.Scope()
		for _, name := range scope.Names() {
			if t, ok := scope.Lookup(name).(*types.TypeName); ok && t != recv && !t.Exported() && !types.IsInterface(t.Type()) && f.HoldsWriter(t.Type()) {
				f.types.hiddenWriters++
			}
		}
	}
	return f.types.hiddenWriters > maxHidden
}

// maxNested bounds how deep a writer may lie in a struct: a controller holds a context, which
// holds a wrapper, which embeds the writer.
const maxNested = 4

// HoldsWriter reports whether values of a type are writers, or structs that hold one in a
// field, at any depth.
func (f *Result) HoldsWriter(t types.Type) bool { return f.holdsWriter(t, 0) }

func (f *Result) holdsWriter(t types.Type, depth int) bool {
	if types.IsInterface(t) || f.model.ContextOf(t) != nil {
		return f.IsWriter(t)
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth == maxNested {
		return false
	}
	if depth > 0 && f.outside(t) {
		return false
	}
	if holds, ok := f.types.holds.Load(holdKey{t, depth}); ok {
		return holds.(bool)
	}
	holds := false
	for v := range s.Fields() {
		holds = holds || f.holdsWriter(v.Type(), depth+1)
	}
	f.types.holds.Store(holdKey{t, depth}, holds)
	return holds
}

// A holdKey is what holdsWriter is asked.
type holdKey struct {
	t     types.Type
	depth int
}

// outside reports whether a type is of the standard library or of one that the model
// knows: what these keep in their own types, they keep for themselves.
func (f *Result) outside(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	path := n.Obj().Pkg().Path()
	return httpmodel.Modelled(path) || !strings.Contains(strings.SplitN(path, "/", 2)[0], ".") && !f.OwnModule(path)
}

// stands reports whether a field of a struct stands for the very response that
// the struct does, as gin's c.Writer does.
func (f *Result) stands(t types.Type, field string) bool {
	c := f.model.ContextOf(t)
	if c == nil {
		return false
	}
	for _, same := range c.Same {
		if field == "."+same {
			return true
		}
	}
	return false
}
