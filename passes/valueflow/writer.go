package valueflow

import (
	"go/types"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
)

// What a response is written through: http.ResponseWriter and the contexts of
// the frameworks, whatever wraps or extends them.

// writerTypes returns the interfaces that packages in reach answer requests
// through.
func (f *Result) writerTypes() []*types.Interface {
	if !f.writersDone {
		f.writersDone = true
		pkgs := f.packages()
		for _, path := range slices.Sorted(maps.Keys(pkgs)) {
			p := pkgs[path]
			for _, c := range httpmodel.Contexts(path) {
				if o := p.Scope().Lookup(c.Type); o != nil {
					if t, ok := o.Type().Underlying().(*types.Interface); ok {
						f.writers = append(f.writers, t)
					}
				}
			}
		}
	}
	return f.writers
}

// IsWriter reports whether requests are answered through values of a type.
func (f *Result) IsWriter(t types.Type) bool {
	if t == nil {
		return false
	}
	if is, ok := f.writerCache[t]; ok {
		return is
	}
	is := f.isWriter(t)
	f.writerCache[t] = is
	return is
}

func (f *Result) isWriter(t types.Type) bool {
	if httpmodel.ContextOf(t) != nil {
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
		if f.HoldsWriter(v.Type()) {
			return true
		}
	}
	return false
}

// HoldsWriter reports whether values of a type are writers, or structs with a
// field that is one.
func (f *Result) HoldsWriter(t types.Type) bool {
	if types.IsInterface(t) || httpmodel.ContextOf(t) != nil {
		return f.IsWriter(t)
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for v := range s.Fields() {
		if (types.IsInterface(v.Type()) || httpmodel.ContextOf(v.Type()) != nil) && f.IsWriter(v.Type()) {
			return true
		}
	}
	return false
}

// stands reports whether a field of a struct stands for the very response that
// the struct does, as gin's c.Writer does.
func stands(t types.Type, field string) bool {
	c := httpmodel.ContextOf(t)
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
