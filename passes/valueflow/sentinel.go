package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What errors.Is tells: where an error is the sentinel of some package, it is
// none that only packages made which cannot know the sentinel.

// isTest returns the sentinel that a condition finds in an error's chain, nil if
// the condition does no such thing.
func isTest(c cond) *ssa.Global {
	call, ok := c.x.(*ssa.Call)
	if !ok || c.kind != GuardConst || c.c.Value == nil || c.neg == (c.c.Value.Kind() == constant.Bool && constant.BoolVal(c.c.Value)) {
		return nil
	}
	fn := Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.FullName() != "errors.Is" && fn.FullName() != "github.com/pkg/errors.Is" {
		return nil
	}
	load, ok := strip(call.Call.Args[1]).(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	g, _ := load.X.(*ssa.Global)
	if g == nil || g.Object() == nil || g.Object().Pkg() == nil {
		return nil
	}
	return g
}

// matched replaces the errors of v of which nothing is known but that a function of
// this module gave them, the method of an interface say, by the sentinel that was
// found in them, if that is this module's too and its text is fixed: who returns it
// gives it to those that ask for it. What it is wrapped in is seen where the function
// is read, and stays.
func (f *Result) matched(v Value, g *ssa.Global) Value {
	if !f.ownModule(g.Object().Pkg().Path()) {
		return v
	}
	held := f.globalValue(g, "")
	if len(held) != 1 || held[0].Op != Error || held.tainted() {
		return v
	}
	vs := make([]Value, len(v))
	for i, t := range v {
		vs[i] = Value{t}
		if t.Op == Opaque && t.TypeName == "" && f.ownModule(declaredIn(t.Name)) {
			vs[i] = held
		}
	}
	return union(vs...)
}

// ownModule reports whether a package belongs to the module of this one, as far as
// the driver says.
func (f *Result) ownModule(path string) bool {
	if m := f.pass.Module; m != nil && m.Path != "" {
		return path == m.Path || strings.HasPrefix(path, m.Path+"/")
	}
	return path == f.Pkg.Pkg.Path()
}

// mayWrap reports whether an error may have a sentinel of a package in its chain.
// What came from a package that this one imports, directly or not, has none: to
// return it that package would have to import this one.
func (t *Term) mayWrap(pkg *types.Package) bool {
	switch t.Op {
	case Zero:
		return false
	case Opaque:
		return !imports(pkg, declaredIn(t.Name), make(map[*types.Package]bool))
	case Error:
		inner := t.wrapped()
		for _, e := range inner {
			if e.mayWrap(pkg) {
				return true
			}
		}
		return len(inner) == 0
	}
	return true
}

// wrapped returns the errors that are part of an error's text.
func (t *Term) wrapped() (list Value) {
	for _, a := range t.Args {
		for _, u := range a {
			if u.Err {
				list = append(list, u)
			} else {
				list = append(list, u.wrapped()...)
			}
		}
	}
	return list
}

// declaredIn returns the path of the package in which a function or method is
// declared, as its full name has it; "" if there is no name.
func declaredIn(name string) string {
	name = strings.TrimLeft(name, "(*")
	slash := strings.LastIndexByte(name, '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return name[:slash+dot]
	}
	return ""
}

// imports reports whether a package imports the one of a path, directly or not.
func imports(pkg *types.Package, path string, seen map[*types.Package]bool) bool {
	if path == "" || seen[pkg] {
		return false
	}
	seen[pkg] = true
	for _, p := range pkg.Imports() {
		if p.Path() == path || imports(p, path, seen) {
			return true
		}
	}
	return false
}
