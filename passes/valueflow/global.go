package valueflow

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// globalValue returns what a package-level variable holds: what it was
// initialised with, if this package never changes it.
func (f *Result) globalValue(g *ssa.Global, path string) origin.Value {
	t := &origin.Term{Op: origin.Global, Name: globalName(g), Path: path}
	elem := g.Type().(*types.Pointer).Elem()
	if path == "" {
		t.Err = typeutil.IsError(elem)
	}
	if g.Pkg != f.Pkg {
		if v, ok := f.importedGlobal(g); ok {
			return origin.Select(v, path)
		}
		return origin.Value{t}
	}
	if v, ok := f.ownGlobal(g); ok {
		return origin.Select(v, path)
	}
	if path == "" && types.IsInterface(elem) && !t.Err {
		if typ := f.dynamicType(g); typ != nil {
			f.setType(t, typ)
		}
	}
	if t.Err {
		return origin.Value{{Op: origin.Unknown, Name: t.Name, Err: true}} // assigned at run time: no sentinel
	}
	return origin.Value{t}
}

// ownGlobal returns the value that a variable of this package is initialised
// with, if that is the only assignment to it and all of it is known.
func (f *Result) ownGlobal(g *ssa.Global) (origin.Value, bool) {
	if r, ok := f.values.globals[g]; ok {
		return r.v, r.ok
	}
	f.values.globals[g] = globalResult{}
	var v origin.Value
	n := 0
	for _, st := range f.globalStores()[g] {
		n++
		if st.Parent() == f.initFn() {
			v = f.eval(st.Val, st)
		} else {
			n++
		}
	}
	r := globalResult{v, n == 1 && len(v) == 1 && (v[0].Op == origin.Error || v[0].Op == origin.Const || v[0].Op == origin.Func || v[0].Op == origin.Object || v[0].Op == origin.Global && v[0].Err && v[0].Path == "")}
	if r.ok && v[0].Op == origin.Object && !v[0].Err {
		if _, isMap := g.Type().(*types.Pointer).Elem().Underlying().(*types.Map); !isMap {
			r.ok = false // its fields may change
		}
	}
	if r.ok && (v[0].Op == origin.Error || v[0].Err) && v[0].Op != origin.Global {
		t := v[0].Copy()
		t.Var = globalName(g)
		r.v = origin.Value{t}
	}
	f.values.globals[g] = r
	return r.v, r.ok
}

// InitialValue returns what a variable of this package is initialised with, if that is the
// only assignment to it; else nil.
func (f *Result) InitialValue(g *ssa.Global) ssa.Value {
	if f.begin() {
		defer f.finish()
	}
	stores := f.globalStores()[g]
	if len(stores) != 1 || stores[0].Parent() != f.initFn() {
		return nil
	}
	return stores[0].Val
}

// dynamicType returns the type of what a variable of this package is initialised with,
// which is an interface, if that is the only assignment to it; else nil.
func (f *Result) dynamicType(g *ssa.Global) types.Type {
	if made, ok := f.InitialValue(g).(*ssa.MakeInterface); ok {
		return made.X.Type()
	}
	return nil
}

type globalResult struct {
	v  origin.Value
	ok bool
}

// program returns the functions of the package, and what initialises its variables.
func (f *Result) program() []*ssa.Function {
	if init := f.initFn(); init != nil {
		return append(f.Funcs[:len(f.Funcs):len(f.Funcs)], init)
	}
	return f.Funcs
}

func (f *Result) initFn() *ssa.Function { return f.Pkg.Func("init") }

func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return g.Name()
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}

// globalStores indexes the assignments to this package's variables.
func (f *Result) globalStores() map[*ssa.Global][]*ssa.Store {
	if f.memory.globalStores == nil {
		f.memory.globalStores = make(map[*ssa.Global][]*ssa.Store)
		fns := f.Funcs
		if init := f.initFn(); init != nil {
			fns = append([]*ssa.Function{init}, fns...)
		}
		for _, fn := range fns {
			if f.inTest(fn.Pos()) {
				continue // what a test puts there, a service never sees
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if st, ok := instr.(*ssa.Store); ok {
						if g, ok := st.Addr.(*ssa.Global); ok {
							f.memory.globalStores[g] = append(f.memory.globalStores[g], st)
						}
					}
				}
			}
		}
	}
	return f.memory.globalStores
}
