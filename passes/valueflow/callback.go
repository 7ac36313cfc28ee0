package valueflow

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Functions that a library calls: what it gives them, the model knows.

// A gift is what a library calls a function with.
type gift struct {
	value httpmodel.Expr
	call  *ssa.Call // that the library is given the function by, nil if it is kept in a field
}

// collectCallbacks notes what libraries call functions of this package with. It
// runs before anything is evaluated, so that every answer takes it in.
func (f *Result) collectCallbacks() {
	given := make(map[*ssa.Parameter]gift)
	note := func(v ssa.Value, params []httpmodel.Expr, call *ssa.Call) {
		for _, t := range f.eval(v, nil) {
			if t.Op != origin.Func || t.Fn == nil {
				continue
			}
			fn := t.Fn
			if m, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" { // a bound method
				if fn = f.Pkg.Prog.FuncValue(m); fn == nil {
					continue
				}
			}
			for i, e := range params {
				if recv := len(fn.Params) - len(params); e.Op != 0 && recv >= 0 {
					given[fn.Params[recv+i]] = gift{e, call}
				}
			}
		}
	}
	for _, fn := range f.program() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					row := f.row(&instr.Call)
					if row == nil {
						continue
					}
					for _, c := range row.Calls {
						args := []ssa.Value{ssautil.Args(&instr.Call)[c.Func.Arg]}
						if c.Func.Op == httpmodel.OpRest {
							args = ssautil.Variadic(args[0])
						}
						for _, a := range args {
							note(a, c.Params, instr)
						}
					}
				case *ssa.Store:
					fa, ok := instr.Addr.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					if _, ok := instr.Val.Type().Underlying().(*types.Signature); !ok {
						continue
					}
					owner := fa.X.Type().Underlying().(*types.Pointer).Elem()
					if c := f.model.CallbackOf(owner, origin.FieldName(owner, fa.Field)[1:]); c != nil {
						note(instr.Val, c.Params, nil)
					}
				}
			}
		}
	}
	f.calls.callbacks = given
}

// calledWith returns the argument of a library's call that a parameter writes to,
// if the library calls the function; nil if there is none.
func (f *Result) calledWith(p *ssa.Parameter) ssa.Value {
	g := f.calls.callbacks[p]
	if g.value.Op != httpmodel.OpArg || g.call == nil {
		return nil
	}
	return ssautil.Args(&g.call.Call)[g.value.Arg]
}

// calledBack returns what a parameter is by the model, if a library calls the
// function. A function with a name may be called by others, too.
func (f *Result) calledBack(p *ssa.Parameter) origin.Value {
	switch e := f.calls.callbacks[p].value; e.Op {
	case httpmodel.OpRecovered:
		v := origin.Value{{Op: origin.Recovered, Pos: p.Pos(), Fn: p.Parent()}}
		if p.Parent().Parent() == nil {
			v = append(v, f.paramTerm(p, ""))
		}
		return v
	case httpmodel.OpStack:
		v := origin.Value{{Op: origin.Stack, Pos: p.Pos()}}
		if p.Parent().Parent() == nil {
			v = append(v, f.paramTerm(p, ""))
		}
		return v
	case httpmodel.OpError:
		// A handler of a library's errors has parameters that nobody else gives it, unless it
		// calls itself.
		v := origin.Value{{Op: origin.Error, Err: true, Args: []origin.Value{{{Op: origin.Opaque}}}}}
		if fn := p.Parent(); ssautil.AnyCall(fn, func(call *ssa.Call) bool { return call.Call.StaticCallee() == fn }) {
			v = append(v, f.paramTerm(p, ""))
		}
		return v
	}
	return nil
}

// closureEffect returns what a closure writes to l that a call is given: it may run.
func (f *Result) closureEffect(l loc, mc *ssa.MakeClosure) origin.Value {
	var vs []origin.Value
	if l.path == "" && slices.Contains(mc.Bindings, l.root) { // a variable, of which summaries do not speak
		for _, val := range f.directStores(l.root, "") {
			if instr, ok := val.(ssa.Instruction); ok && ssautil.Within(instr.Parent(), mc.Fn.(*ssa.Function)) {
				vs = append(vs, f.eval(val, nil))
			}
		}
	}
	for _, r := range f.summary(mc.Fn.(*ssa.Function)).Rows {
		for _, e := range r.Effects {
			if rest, ok := below(l, loc{e.Outer, e.Path}); ok && e.Outer != nil {
				vs = append(vs, origin.Select(e.Value, rest))
			}
		}
	}
	return f.union(vs...)
}
