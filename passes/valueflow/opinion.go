package valueflow

import (
	"fmt"
	"go/constant"
	"go/types"
	"path/filepath"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Programs have functions that say of an error whether it is of a kind, IsNotFound(err), by
// more tests than one. What such a function says of a parameter is kept as a guard that names
// the function, and is asked of the error that a caller passes.

// opinion reads a condition that asks a function of its own for its opinion of an error, which
// is a parameter of fn.
func (f *Result) opinion(c cond, fn *ssa.Function) (origin.Guard, bool) {
	if err := textTested(c); err != nil {
		v := f.eval(err, nil)
		if len(v) != 1 || v[0].Op != origin.Param || v[0].Fn != fn {
			return origin.Guard{}, false
		}
		test := f.pass.Fset.Position(c.x.Pos())
		return origin.Guard{Index: v[0].Index, Path: v[0].Path, Kind: origin.GuardSays, Neg: c.neg, Fn: fn,
			Val: fmt.Sprintf("the text at %s:%d:%d", filepath.Base(test.Filename), test.Line, test.Column)}, true
	}
	if c.any != nil || c.global != nil || c.kind != origin.GuardConst || c.c.Value == nil || c.c.Value.Kind() != constant.Bool {
		return origin.Guard{}, false
	}
	call, _ := ssautil.ResultCall(c.x)
	if call == nil || call.Call.IsInvoke() || f.row(&call.Call) != nil {
		return origin.Guard{}, false
	}
	of := ssautil.Callee(&call.Call)
	if of == nil || !isOpinion(of) {
		return origin.Guard{}, false
	}
	v := f.eval(call.Call.Args[0], nil)
	if len(v) != 1 || v[0].Op != origin.Param || v[0].Fn != fn {
		return origin.Guard{}, false
	}
	return origin.Guard{Index: v[0].Index, Path: v[0].Path, Kind: origin.GuardSays, Val: of.FullName(),
		Neg: c.neg == constant.BoolVal(c.c.Value), Fn: fn}, true
}

// textTested returns the error whose text a condition looks at, as
// strings.Contains(err.Error(), "denied") does, and err.Error() == "denied"; nil if it does
// not. What is in the text of an error that others made, nobody knows.
func textTested(c cond) ssa.Value {
	if c.any != nil || c.global != nil || c.kind != origin.GuardConst || c.c.Value == nil {
		return nil
	}
	call, ok := c.x.(*ssa.Call)
	if !ok {
		return nil
	}
	if c.c.Value.Kind() == constant.String {
		return errorOf(call, 0)
	}
	for _, arg := range call.Call.Args {
		if err := errorOf(arg, 0); err != nil {
			return err
		}
	}
	return nil
}

// maxTextSteps bounds the functions through which a text goes before it is looked at:
// strings.ToLower(strings.TrimSpace(err.Error())) has two.
const maxTextSteps = 3

// errorOf returns the error whose text a value is, in lower case perhaps, or nil.
func errorOf(v ssa.Value, steps int) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || steps > maxTextSteps {
		return nil
	}
	if fn := ssautil.Callee(&call.Call); fn != nil && isErrorMethod(fn) {
		return ssautil.Args(&call.Call)[0]
	}
	if len(call.Call.Args) == 1 && typeutil.IsText(call.Type()) {
		return errorOf(call.Call.Args[0], steps+1)
	}
	return nil
}

// isOpinion reports whether a function takes an error alone, and says yes or no.
func isOpinion(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() == nil && sig.TypeParams() == nil && !sig.Variadic() && fn.Parent() == fn.Pkg().Scope() &&
		sig.Params().Len() == 1 && typeutil.IsErrorInterface(sig.Params().At(0).Type()) &&
		sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool])
}

// says returns what a function says of an error: yes (+1), no (-1), or what is not known (0).
func (f *Result) says(t *origin.Term, function string) (is int) {
	f.ask(function, func(of *types.Func) { is = f.decides(of, []origin.Value{{t}}) })
	return is
}

// leftByOpinion returns what is left of an error where a function says of it what a guard has.
func (f *Result) leftByOpinion(t *origin.Term, g origin.Guard) origin.Value {
	left := origin.Value{t}
	f.ask(g.Val, func(of *types.Func) { left = f.leftBySaying(f.byObject(of, nil), 0, 0, left, !g.Neg) })
	return left
}

// ask runs a question about a function of a full name that has opinions of errors, if there
// is one that is not being asked already: it may ask itself.
func (f *Result) ask(function string, question func(*types.Func)) {
	path, name := typeutil.SplitName(function)
	pkg := f.packages()[path]
	if path == f.pass.Pkg.Path() {
		pkg = f.pass.Pkg
	}
	if pkg == nil || f.summaries.asked[function] {
		return
	}
	of, ok := pkg.Scope().Lookup(name).(*types.Func)
	if !ok || !isOpinion(of) {
		return
	}
	f.summaries.asked[function] = true
	defer delete(f.summaries.asked, function)
	question(of)
}

// decides says whether a function or method returns true for what it is given (+1), false
// (-1), or may return either (0).
func (f *Result) decides(fn *types.Func, args []origin.Value) int {
	var yes, no bool
	for _, c := range f.byObject(fn, nil) {
		e := &env{f: f, c: c, args: args}
		for _, r := range c.sum.Rows {
			if len(r.Results) != 1 {
				return 0
			}
			if !e.allows(r.Guards) {
				continue
			}
			for _, b := range e.subst(r.Results[0]) {
				switch {
				case b.Op == origin.Const && b.Const.Kind() == constant.Bool && constant.BoolVal(b.Const):
					yes = true
				case b.Op == origin.Const || b.Op == origin.Zero:
					no = true
				default:
					return 0
				}
			}
		}
	}
	switch {
	case yes && !no:
		return +1
	case no && !yes:
		return -1
	}
	return 0
}
