package valueflow

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Target is a function that a call runs.
type Target struct {
	Fn   *ssa.Function // in this package, else nil
	Obj  *types.Func   // the function, or the interface's method that leads to it; nil for a closure
	Var  *types.Var    // of another package: what holds a function that is known by a fact, else nil
	Args []ssa.Value
	e    *env
}

// MethodOf returns a method as the target of a call that nobody sees: its receiver is a
// value at an instruction, its other parameters are not known. It is not ok if the method
// is of this package and has no body.
func (f *Result) MethodOf(m *types.Func, recv ssa.Value, at ssa.Instruction) (t Target, ok bool) {
	if f.begin() {
		defer f.finish()
	}
	t = Target{Obj: m, Args: []ssa.Value{recv}}
	if m.Pkg() == f.pass.Pkg {
		if t.Fn = f.Pkg.Prog.FuncValue(m); t.Fn == nil || len(t.Fn.Blocks) == 0 {
			return t, false
		}
	}
	t.e = &env{f: f, c: callee{fn: t.Fn}, args: []origin.Value{f.eval(recv, at)}}
	return t, true
}

// Object returns what the facts of a target belong to that is not in this package, or nil.
func (t Target) Object() types.Object {
	if t.Var != nil {
		return t.Var
	}
	if t.Obj != nil {
		return t.Obj
	}
	return nil
}

// Targets returns the functions that a call may run, as far as they are known
// by their body or by facts of their package.
func (f *Result) Targets(call *ssa.Call) []Target {
	if f.begin() {
		defer f.finish()
	}
	var out []Target
	args := ssautil.Args(&call.Call)
	if cs := f.callees(&call.Call); len(cs) > 0 {
		for _, c := range cs {
			t := Target{Fn: c.fn, Args: c.args, e: f.env(c, call)}
			if c.fn != nil {
				t.Obj, _ = c.fn.Object().(*types.Func)
			} else {
				t.Obj, _ = c.obj.(*types.Func)
				t.Var, _ = c.obj.(*types.Var)
			}
			out = append(out, t)
		}
		return out
	}
	if obj := ssautil.Callee(&call.Call); obj != nil && !call.Call.IsInvoke() {
		out = append(out, Target{Obj: obj.Origin(), Args: args, e: newEnv(f, callee{sum: &origin.Summary{}, args: args}, call)})
	}
	return out
}

// Subst gives a value that is in terms of the target's parameters in terms of the caller's.
func (t Target) Subst(v origin.Value) origin.Value {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.subst(v)
}

// Entering gives a value of the target as Subst does, with the texts that the target
// makes of what it is given standing at the call: there they enter this package.
func (t Target) Entering(v origin.Value) origin.Value {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	given := func(text *origin.Term) bool {
		return len(text.Args) > 0 && slices.ContainsFunc(text.Args[0], func(e *origin.Term) bool { return e.Op == origin.Param })
	}
	return t.e.subst(stampIf(v, t.e.call, given))
}

// Assumed gives a value of the target that stands under guards in terms of the
// caller's. A constant that is there only because a guard compares a parameter with
// it was not chosen by the target: where the call passes something unknown, that is
// the value.
func (t Target) Assumed(v origin.Value, gs []origin.Guard) origin.Value {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.assumed(v, gs)
}

// Bind gives the path of an effect in terms of the call: keys that are parameters
// of the target are its arguments.
func (t Target) Bind(path string) string {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.bindKeys(path)
}

// Allows reports whether guards of the target can hold at the call.
func (t Target) Allows(gs []origin.Guard) bool {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.allows(gs)
}

// Supposes reports whether guards of the target hold at the call only if an error is of one
// kind among others, and nothing that is known there is of that kind.
func (t Target) Supposes(gs []origin.Guard) bool { return t.e.supposes(gs) }

// Translate gives those guards of the target that stay open at the call in
// terms of the caller's parameters.
func (t Target) Translate(gs []origin.Guard) []origin.Guard {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.translate(gs)
}

// Rows returns the ways in which the target may return at this call.
func (t Target) Rows() []origin.Row {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	var out []origin.Row
	for _, r := range t.e.c.sum.Rows {
		if t.e.allows(r.Guards) {
			out = append(out, r)
		}
	}
	return out
}
