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
	"golang.org/x/tools/go/ssa"
)

// Tests narrow errors. Where errors.Is(err, X), err == X or errors.As(err, &t)
// holds, err is an error that is, or wraps with the text of, X or one of t's type;
// where it does not hold, err is not known to be that. A helper that makes the test
// tells its caller as much. What a test says of a parameter is kept as a guard on it,
// for the callers to apply.

// chainTest reads a condition that looks for an error in the chain of another, x:
// the guard says what it looks for.
func (f *Result) chainTest(c cond) (x ssa.Value, g Guard, ok bool) {
	switch {
	case c.global != nil:
		return c.x, Guard{Kind: GuardVar, Val: globalName(c.global), Neg: c.neg}, typeutil.IsError(c.x.Type())
	case c.kind != GuardConst || c.c.Value == nil || c.c.Value.Kind() != constant.Bool:
		return nil, Guard{}, false
	}
	call, i := ssautil.ResultCall(c.x)
	if call == nil {
		return nil, Guard{}, false
	}
	if x, g, ok = f.chainCall(call, i); ok {
		g.Neg = c.neg == constant.BoolVal(c.c.Value)
	}
	return x, g, ok
}

// chainCall reads a call whose result i says whether the chain of the error x has
// what the guard names.
func (f *Result) chainCall(call *ssa.Call, i int) (x ssa.Value, g Guard, ok bool) {
	row, args := f.row(&call.Call), ssautil.Args(&call.Call)
	if row == nil || i >= len(row.Results) {
		return nil, Guard{}, false
	}
	switch e := row.Results[i]; {
	case e.Arg >= len(args) || e.Int >= len(args):
	case e.Op == httpmodel.OpIs:
		load, isLoad := ssautil.Unwrap(args[e.Int]).(*ssa.UnOp)
		if !isLoad || load.Op != token.MUL {
			break
		}
		if sentinel, isGlobal := load.X.(*ssa.Global); isGlobal {
			return args[e.Arg], Guard{Kind: GuardIs, Val: globalName(sentinel)}, true
		}
	case e.Op == httpmodel.OpAs:
		want := resultType(call, 0)
		if e.Int > 0 {
			p, isPointer := ssautil.Unwrap(args[e.Int]).Type().Underlying().(*types.Pointer)
			if !isPointer {
				break
			}
			want = p.Elem()
		}
		if name := typeutil.Name(want); name != "" {
			return args[e.Arg], Guard{Kind: GuardAs, Val: name}, true
		}
	}
	return nil, Guard{}, false
}

// asks returns what a call of errors.Is or errors.As says: where it looks into a
// parameter, a comparison of it.
func (f *Result) asks(call *ssa.Call) Value {
	for i := range f.row(&call.Call).Results {
		x, g, ok := f.chainCall(call, i)
		if !ok {
			continue
		}
		if v := f.eval(x, call); len(v) == 1 && v[0].Op == Param && v[0].Fn == call.Parent() {
			g.Index, g.Path, g.fn = v[0].Index, v[0].Path, v[0].Fn
			return Value{{Op: Compare, Guards: []Guard{g}, Name: g.String()}}
		}
	}
	return Value{{Op: Opaque, Name: calleeName(call), Pos: call.Pos(), Fn: call.Parent()}}
}

// narrowed returns what v, a value of x, is where a condition holds that looks into
// the chain of x: by itself, or in a function that it calls.
func (f *Result) narrowed(x ssa.Value, v Value, c cond) Value {
	if y, g, ok := f.chainTest(c); ok {
		if !f.same(y, x) {
			return v
		}
		if g.Kind == GuardVar && !g.Neg {
			return f.globalValue(c.global, "")
		}
		if out := f.meet(v, g); len(out) > 0 || g.Neg || g.Kind != GuardIs {
			return out
		}
		return f.sentinelNamed(g.Val) // out of what was not seen to return it
	}
	if !typeutil.IsError(x.Type()) || c.kind != GuardConst || c.c.Value == nil || c.c.Value.Kind() != constant.Bool {
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
func (f *Result) narrowedBy(call *ssa.Call, i, at int, v Value, want bool) Value {
	var vs []Value
	for _, ce := range f.callees(&call.Call) {
		for _, r := range ce.sum.Rows {
			if i >= len(r.Results) {
				return v
			}
			for _, t := range r.Results[i] {
				gs := slices.Concat(r.Guards, t.when())
				switch {
				case t.Op == Const && t.Const.Kind() == constant.Bool && constant.BoolVal(t.Const) != want, t.Op == Zero && want:
					continue
				case t.Op == Compare:
					g := t.compared()
					g.Neg = g.Neg == want
					gs = append(gs, g)
				}
				w := v
				for _, g := range gs {
					if (g.fn == nil || g.fn == ce.fn) && g.Index == at && g.Path == "" {
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
	return union(vs...)
}

// meet returns what of v a guard on it leaves.
func (f *Result) meet(v Value, g Guard) Value {
	var vs []Value
	for _, t := range v {
		vs = append(vs, f.meetTerm(t, g))
	}
	return union(vs...)
}

func (f *Result) meetTerm(t *Term, g Guard) Value {
	has := f.meets(t, g, true)
	switch {
	case has > 0 && g.Neg, has < 0 && !g.Neg:
		return nil
	case has != 0 || !g.chained():
		return Value{t}
	case t.Op == Param:
		g.Index, g.Path, g.fn = t.Index, t.Path, t.Fn
		return guarded(Value{t}, []Guard{g})
	case g.Neg:
		return Value{t}
	case t.Op == Error:
		return Value{f.meetInside(t, g)}
	case t.Op != Opaque && t.Op != Unknown || t.TypeName != "":
		return Value{t}
	case g.Kind == GuardAs:
		u := t.copy()
		u.TypeName = g.Val
		u.Type = f.typeOf(u)
		return Value{u}
	}
	// Whoever returns a sentinel gives it to those that ask for it. What else it may be
	// wrapped in is seen where the function is read.
	if pkg, _ := typeutil.SplitName(g.Val); !httpmodel.SaysMore(pkg) || f.ownModule(pkg) {
		if s := f.sentinelNamed(g.Val); len(s) == 1 && s[0].Op != Unknown && !s.Tainted() {
			return s
		}
	}
	return Value{t}
}

// meetInside narrows the error inside another one, if a guard can hold of one alone.
func (f *Result) meetInside(t *Term, g Guard) *Term {
	if len(filter(t.wrapped(), func(u *Term) bool { return f.meets(u, g, true) >= 0 })) == 0 {
		return t
	}
	places := 0
	var inside func(v Value) Value
	inside = func(v Value) Value {
		if v.hasError() && !slices.ContainsFunc(v, func(u *Term) bool { return !u.Err && u.Op != Zero }) {
			if !slices.ContainsFunc(v, func(u *Term) bool { return f.meets(u, g, true) >= 0 }) {
				return v // its text is there whatever is found elsewhere
			}
			places++
			return f.meet(v, g)
		}
		out := make(Value, len(v))
		for i, u := range v {
			w := u.copy()
			w.Args = make([]Value, len(u.Args))
			for j, a := range u.Args {
				w.Args[j] = inside(a)
			}
			out[i] = w
		}
		return out
	}
	u := t.copy()
	u.Args = make([]Value, len(t.Args))
	for i, a := range t.Args {
		u.Args[i] = inside(a)
	}
	if places != 1 {
		return t
	}
	return u
}

// chained reports whether a guard looks for an error in a chain.
func (g Guard) chained() bool { return g.Kind == GuardIs || g.Kind == GuardAs || g.Kind == GuardVar }

// meets says whether a term meets a comparison (+1), does not (-1), or may (0).
// Likely counts what only a function that another package hands in could return.
func (f *Result) meets(t *Term, g Guard, likely bool) int {
	if !g.chained() {
		return g.eval(t)
	}
	pkg, _ := typeutil.SplitName(g.Val)
	switch t.Op {
	case Zero:
		return -1
	case Global:
		if t.Name == g.Val && t.Path == "" && g.Kind != GuardAs {
			return +1
		}
		return 0
	case Opaque:
		if t.TypeName == "" {
			if likely && f.cannotKnow(declaredIn(t.Name), pkg) {
				return -1
			}
			return 0
		}
	case Error, Object:
	default:
		return 0
	}
	switch {
	case g.Kind == GuardAs && t.TypeName == g.Val, g.Kind != GuardAs && t.Var == g.Val:
		return +1
	case g.Kind == GuardVar:
		if t.Var != "" || t.Op == Error {
			return -1 // made on the spot, or another variable's
		}
		return 0
	case t.Op == Error:
		return f.anyMeets(t.wrapped(), g, likely)
	}
	name := "Is"
	if g.Kind == GuardAs {
		name = "As"
	}
	if f.typeOf(t) == nil || f.method(t, name) != nil {
		return 0
	}
	if f.method(t, "Unwrap") == nil {
		return -1
	}
	inner, ok := f.Method(t, "Unwrap")
	if !ok || depth(inner) >= t.depth() { // of itself, or of what is not known
		return 0
	}
	return f.anyMeets(inner, g, likely)
}

// anyMeets says whether one of several errors meets a comparison.
func (f *Result) anyMeets(v Value, g Guard, likely bool) int {
	most := -1
	all := len(v) > 0
	for _, t := range v {
		has := f.meets(t, g, likely)
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
	case f.ownModule(declares) && !f.ownModule(path):
		return true
	}
	pkg := f.packages()[declares]
	return pkg != nil && imports(pkg, path, make(map[*types.Package]bool))
}

// sentinelNamed returns the value of a package's variable that is an error.
func (f *Result) sentinelNamed(full string) Value {
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
	return Value{{Op: Global, Name: full, Err: true}}
}

// ownModule reports whether a package belongs to the module of this one, as far as
// the driver says.
func (f *Result) ownModule(path string) bool {
	if m := f.pass.Module; m != nil && m.Path != "" {
		return typeutil.Within(path, m.Path)
	}
	return path == f.Pkg.Pkg.Path()
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
	name, _, _ = strings.Cut(name, "[") // what a generic type is made for
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
