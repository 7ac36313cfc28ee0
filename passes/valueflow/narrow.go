package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Tests narrow errors. Where errors.Is(err, X), err == X or errors.As(err, &t)
// holds, err is an error that is, or wraps with the text of, X or one of t's type;
// where it does not hold, err is not known to be that. A helper that makes the test
// tells its caller as much. What a test says of a parameter is kept as a guard on it,
// for the callers to apply.

// chainTest reads a condition that looks for an error in the chain of another, x:
// the guard says what it looks for.
func (f *Result) chainTest(c cond) (x ssa.Value, g origin.Guard, ok bool) {
	switch {
	case c.global != nil:
		return c.x, origin.Guard{Kind: origin.GuardVar, Val: globalName(c.global), Neg: c.neg}, typeutil.IsError(c.x.Type())
	case c.kind != origin.GuardConst || c.c.Value == nil || c.c.Value.Kind() != constant.Bool:
		return nil, origin.Guard{}, false
	}
	call, i := ssautil.ResultCall(c.x)
	if call == nil {
		return nil, origin.Guard{}, false
	}
	if x, g, ok = f.chainCall(call, i); ok {
		g.Neg = c.neg == constant.BoolVal(c.c.Value)
	}
	return x, g, ok
}

// chainCall reads a call whose result i says whether the chain of the error x has
// what the guard names.
func (f *Result) chainCall(call *ssa.Call, i int) (x ssa.Value, g origin.Guard, ok bool) {
	row, args := f.row(&call.Call), ssautil.Args(&call.Call)
	if row == nil || i >= len(row.Results) {
		return nil, origin.Guard{}, false
	}
	switch e := row.Results[i]; {
	case e.Arg >= len(args) || e.Int >= len(args):
	case e.Op == httpmodel.OpIs:
		target := ssautil.Unwrap(args[e.Int])
		if name := typeutil.Name(target.Type()); name != "" && f.isByType(target.Type()) {
			return args[e.Arg], origin.Guard{Kind: origin.GuardAs, Val: name}, true
		}
		load, isLoad := target.(*ssa.UnOp)
		if !isLoad || load.Op != token.MUL {
			break
		}
		if sentinel, isGlobal := load.X.(*ssa.Global); isGlobal {
			return args[e.Arg], origin.Guard{Kind: origin.GuardIs, Val: globalName(sentinel)}, true
		}
	case e.Op == httpmodel.OpAs:
		x, want := f.lookedFor(call, i)
		if x != nil && typeutil.Name(want) != "" {
			return x, origin.Guard{Kind: origin.GuardAs, Val: typeutil.Name(want)}, true
		}
	}
	return nil, origin.Guard{}, false
}

// chainResult returns what a call of errors.Is or errors.As says: where it looks into a
// parameter, a comparison of it.
func (f *Result) chainResult(call *ssa.Call) origin.Value {
	for i := range f.row(&call.Call).Results {
		x, g, ok := f.chainCall(call, i)
		if !ok {
			continue
		}
		if v := f.eval(x, call); len(v) == 1 && v[0].Op == origin.Param && v[0].Fn == call.Parent() {
			g.Index, g.Path, g.Fn = v[0].Index, v[0].Path, v[0].Fn
			return origin.Value{{Op: origin.Compare, Guards: []origin.Guard{g}, Name: g.String()}}
		}
	}
	return origin.Value{{Op: origin.Opaque, Name: calleeName(call), Pos: call.Pos(), Fn: call.Parent()}}
}

// narrowed returns what v, a value of x, is where a condition holds that looks into
// the chain of x: by itself, or in a function that it calls.
func (f *Result) narrowed(x ssa.Value, v origin.Value, c cond) origin.Value {
	if y, want := f.foundHere(c); y != nil && f.same(y, x) {
		return origin.Offered(origin.Implementing(v, want))
	}
	if y, g, ok := f.chainTest(c); ok {
		if !f.same(y, x) {
			return v
		}
		if g.Kind == origin.GuardVar && !g.Neg {
			return f.globalValue(c.global, "")
		}
		if out := f.meet(v, g); len(out) > 0 || g.Neg || g.Kind != origin.GuardIs {
			return out
		}
		return f.sentinelNamed(g.Val) // out of what was not seen to return it
	}
	if !typeutil.IsError(x.Type()) || c.kind != origin.GuardConst || c.c.Value == nil || c.c.Value.Kind() != constant.Bool {
		return v
	}
	call, i := ssautil.ResultCall(c.x)
	if call == nil || f.row(&call.Call) != nil {
		return v
	}
	at := slices.IndexFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool { return f.same(a, x) })
	if at < 0 {
		return v
	}
	return f.narrowedBy(call, i, at, v, constant.BoolVal(c.c.Value) != c.neg)
}

// narrowedBy returns what v, argument at of a call, is where result i of the call is
// a boolean: what the conditions leave of it under which the callee returns that.
func (f *Result) narrowedBy(call *ssa.Call, i, at int, v origin.Value, want bool) origin.Value {
	return f.leftBySaying(f.callees(&call.Call), i, at, v, want)
}

// leftBySaying returns what v, argument at of one of some functions, is where it returns a
// boolean as result i.
func (f *Result) leftBySaying(cs []callee, i, at int, v origin.Value, want bool) origin.Value {
	var vs []origin.Value
	for _, ce := range cs {
		for _, r := range ce.sum.Rows {
			if i >= len(r.Results) {
				return v
			}
			for _, t := range r.Results[i] {
				gs := slices.Concat(r.Guards, t.When())
				switch {
				case t.Op == origin.Const && t.Const.Kind() == constant.Bool && constant.BoolVal(t.Const) != want, t.Op == origin.Zero && want:
					continue
				case t.Op == origin.Compare:
					g := t.Compared()
					g.Neg = g.Neg == want
					gs = append(gs, g)
				}
				w := v
				for _, g := range gs {
					if (g.Fn == nil || g.Fn == ce.fn) && g.Index == at && g.Path == "" {
						w = f.meet(w, g)
					}
				}
				vs = append(vs, w)
			}
		}
	}
	if vs == nil {
		return v
	}
	return f.union(vs...)
}

// meet returns what of v a guard on it leaves.
func (f *Result) meet(v origin.Value, g origin.Guard) origin.Value {
	var vs []origin.Value
	for _, t := range v {
		vs = append(vs, f.meetTerm(t, g))
	}
	return f.union(vs...)
}

func (f *Result) meetTerm(t *origin.Term, g origin.Guard) origin.Value {
	has := f.meets(t, g)
	switch {
	case has > 0 && g.Neg, has < 0 && !g.Neg:
		return nil
	case has == 0 && g.Kind == origin.GuardSays && t.Op != origin.Param:
		return f.leftByOpinion(t, g)
	case has != 0 || !g.Chained():
		return origin.Value{t}
	case t.Op == origin.Param:
		g.Index, g.Path, g.Fn = t.Index, t.Path, t.Fn
		return origin.Guarded(origin.Value{t}, []origin.Guard{g})
	case g.Neg:
		return origin.Value{t}
	case t.Op == origin.Error:
		return origin.Value{f.meetInside(t, g)}
	case t.Op != origin.Opaque && t.Op != origin.Unknown || t.TypeName != "":
		return origin.Value{t}
	case g.Kind == origin.GuardAs:
		u := t.Copy()
		u.TypeName = g.Val
		u.Type = f.typeOf(u)
		return origin.Value{u}
	}
	// Whoever returns a sentinel gives it to those that ask for it. What else it may be
	// wrapped in is seen where the function is read.
	if pkg, _ := typeutil.SplitName(g.Val); !httpmodel.SaysMore(pkg) || f.OwnModule(pkg) {
		if s := f.sentinelNamed(g.Val); len(s) == 1 && s[0].Op != origin.Unknown && !s.Tainted() {
			return s
		}
	}
	return origin.Value{t}
}

// meetInside narrows the error inside another one, if a guard can hold of one alone.
func (f *Result) meetInside(t *origin.Term, g origin.Guard) *origin.Term {
	if len(origin.Filter(t.Wrapped(), func(u *origin.Term) bool { return f.meets(u, g) >= 0 })) == 0 {
		return t
	}
	places := 0
	var inside func(v origin.Value) origin.Value
	inside = func(v origin.Value) origin.Value {
		if v.HasError() && !slices.ContainsFunc(v, func(u *origin.Term) bool { return !u.Err && u.Op != origin.Zero }) {
			if !slices.ContainsFunc(v, func(u *origin.Term) bool { return f.meets(u, g) >= 0 }) {
				return v // its text is there whatever is found elsewhere
			}
			places++
			return f.meet(v, g)
		}
		out := make(origin.Value, len(v))
		for i, u := range v {
			w := u.Copy()
			w.Args = make([]origin.Value, len(u.Args))
			for j, a := range u.Args {
				w.Args[j] = inside(a)
			}
			out[i] = w
		}
		return out
	}
	u := t.Copy()
	u.Args = make([]origin.Value, len(t.Args))
	for i, a := range t.Args {
		u.Args[i] = inside(a)
	}
	if places != 1 {
		return t
	}
	return u
}

// meets says whether a term meets a comparison (+1), does not (-1), or may (0).
func (f *Result) meets(t *origin.Term, g origin.Guard) int {
	if g.Kind == origin.GuardSays {
		return f.says(t, g.Val)
	}
	if !g.Chained() {
		if is := g.Eval(t); is != 0 || g.Kind != origin.GuardType {
			return is
		}
		return f.isOf(t, g.Val)
	}
	pkg, _ := typeutil.SplitName(g.Val)
	switch t.Op {
	case origin.Zero:
		return -1
	case origin.Global:
		if t.Name == g.Val && t.Path == "" && g.Kind != origin.GuardAs {
			return +1
		}
		return 0
	case origin.Opaque:
		if t.TypeName == "" {
			if f.cannotKnow(origin.DeclaredIn(t.Name), pkg) {
				return -1
			}
			return 0
		}
	case origin.Error, origin.Object:
	default:
		return 0
	}
	switch {
	case g.Kind == origin.GuardAs && t.TypeName == g.Val, g.Kind != origin.GuardAs && t.Var == g.Val:
		return +1
	case g.Kind == origin.GuardVar:
		if t.Var != "" || t.Op == origin.Error {
			return -1 // made on the spot, or another variable's
		}
		return 0
	case t.Op == origin.Error:
		return f.anyMeets(t.Wrapped(), g)
	}
	name := "Is"
	if g.Kind == origin.GuardAs {
		name = "As"
	}
	if f.typeOf(t) == nil {
		return 0
	}
	if m := f.method(t, name); m != nil {
		if g.Kind == origin.GuardAs {
			return 0
		}
		if is := f.accepts(t, m, f.sentinelNamed(g.Val)); is >= 0 {
			return is
		}
	}
	if f.method(t, "Unwrap") == nil {
		return -1
	}
	inner, ok := f.Method(t, "Unwrap")
	if !ok || origin.Depth(inner) >= t.Depth() { // of itself, or of what is not known
		return 0
	}
	return f.anyMeets(inner, g)
}

// isByType reports whether the errors of a type all take another error for themselves,
// or none does: errors.Is(err, &NotFound{}) looks for a type then. A method Is tells that
// whose result does not depend on the receiver.
func (f *Result) isByType(typ types.Type) bool {
	if types.IsInterface(typ) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(typ, true, f.pass.Pkg, "Is")
	is, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	cs := f.byObject(is, nil)
	for _, c := range cs {
		for _, r := range c.sum.Rows {
			for _, g := range r.Guards {
				if g.Index != 1 {
					return false
				}
			}
			if len(r.Results) != 1 {
				return false
			}
			for _, t := range r.Results[0] {
				switch t.Op {
				case origin.Const, origin.Zero, origin.Compare:
				default:
					return false
				}
				for _, g := range t.Guards {
					if g.Index != 1 {
						return false
					}
				}
			}
		}
	}
	return len(cs) > 0
}

// accepts says whether the method Is of an error takes another error for itself (+1),
// does not (-1), or may (0).
func (f *Result) accepts(t *origin.Term, is *types.Func, target origin.Value) int {
	return f.decides(is, []origin.Value{{t}, target})
}

// isOf says whether a term whose type is known, and has another name, is of the type with
// a name: +1 if that is an interface which it implements, -1 if it is not of the type, and
// 0 if that is not known.
func (f *Result) isOf(t *origin.Term, name string) int {
	typ := f.typeOf(t)
	if name == "error" {
		return f.implements(typ, errorType)
	}
	pkg, base := typeutil.SplitName(strings.TrimPrefix(name, "*"))
	p := f.packages()[pkg]
	if p == nil || typ != nil && types.IsInterface(typ) {
		return 0
	}
	switch o, ok := p.Scope().Lookup(base).(*types.TypeName); {
	case !ok:
		return 0
	case types.IsInterface(o.Type()):
		return f.implements(typ, o.Type().Underlying().(*types.Interface))
	case typ != nil, t.Op == origin.Opaque && f.cannotKnow(origin.DeclaredIn(t.Name), pkg):
		return -1
	}
	return 0
}

// implements says whether a type, nil if it is not known, has the methods of an interface
// (+1), has not (-1), or a pointer to it may have them (0).
func (f *Result) implements(typ types.Type, i *types.Interface) int {
	if typ == nil {
		return 0
	}
	if types.Implements(typ, i) {
		return +1
	}
	if _, ptr := typ.Underlying().(*types.Pointer); ptr {
		return -1
	}
	return 0 // a pointer to it may have the method
}

// anyMeets says whether one of several errors meets a comparison.
func (f *Result) anyMeets(v origin.Value, g origin.Guard) int {
	most := -1
	all := len(v) > 0
	for _, t := range v {
		has := f.meets(t, g)
		most, all = max(most, has), all && has > 0
	}
	if most > 0 && !all {
		return 0 // one of several that it may be
	}
	return most
}

// cannotKnow reports whether a package cannot know what another one declares, and so
// returns no error of its: it belongs to the standard library, is no package of this
// module while the other one is, or is imported by it.
func (f *Result) cannotKnow(path, declares string) bool {
	switch {
	case path == "" || path == declares:
		return false
	case f.fromStandard(path):
		if !f.fromStandard(declares) {
			return true
		}
	case f.OwnModule(declares) && !f.OwnModule(path):
		return true
	}
	pkg := f.packages()[declares]
	return pkg != nil && imports(pkg, path, make(map[*types.Package]bool))
}

// sentinelNamed returns the value of a package's variable that is an error.
func (f *Result) sentinelNamed(full string) origin.Value {
	path, name := typeutil.SplitName(full)
	if path == f.Pkg.Pkg.Path() {
		if g := f.Pkg.Var(name); g != nil {
			return f.globalValue(g, "")
		}
	}
	if pkg := f.packages()[path]; pkg != nil {
		if v, ok := pkg.Scope().Lookup(name).(*types.Var); ok {
			if held, ok := f.importedVar(v); ok {
				return held
			}
		}
	}
	return origin.Value{{Op: origin.Global, Name: full, Err: true}}
}

// OwnModule reports whether a package belongs to the module of this one, as far as
// the driver says.
func (f *Result) OwnModule(path string) bool {
	if m := f.pass.Module; m != nil && m.Path != "" {
		return typeutil.Within(path, m.Path)
	}
	return path == f.pass.Pkg.Path()
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
