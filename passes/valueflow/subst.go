package valueflow

import (
	"go/constant"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// What a summary says at one call: its parameters stand for what the call gives.

// stamp gives the texts that an imported function made the place of its call:
// there they enter this package.
func stamp(v Value, call *ssa.Call) Value {
	if !v.Tainted() {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := t.copy()
		switch {
		case t.Op == Error:
			// Its text is made where somebody asks for it.
			out[i] = t
			continue
		case t.Op == Text || t.Op == Stack || t.Op == Recovered:
			if !t.Pos.IsValid() {
				c.Pos, c.Fn = call.Pos(), call.Parent()
			}
		default:
			c.Args = make([]Value, len(t.Args))
			for j, a := range t.Args {
				c.Args[j] = stamp(a, call)
			}
			c.Fields = make([]Field, len(t.Fields))
			for j, fd := range t.Fields {
				c.Fields[j] = Field{fd.Name, fd.Hidden, stamp(fd.Value, call)}
			}
		}
		out[i] = c
	}
	return out
}

// An env gives meaning to the parameters of a callee's summary at one call.
type env struct {
	f    *Result
	c    callee
	call *ssa.Call
	// args are given values, where a summary is applied to a term instead of at a call.
	args []Value
	// What was asked of the call before.
	params map[Place]memo[Value]
	terms  map[*Term]memo[Value]
	guards map[Guard]memo[verdict]
}

// An envKey is what an env is for.
type envKey struct {
	call *ssa.Call
	sum  *Summary
}

func (f *Result) env(c callee, call *ssa.Call) *env {
	k := envKey{call, c.sum}
	e, ok := f.envs[k]
	if !ok {
		e = newEnv(f, c, call)
		f.envs[k] = e
	}
	return e
}

func newEnv(f *Result, c callee, call *ssa.Call) *env {
	return &env{f: f, c: c, call: call, params: make(map[Place]memo[Value]),
		terms: make(map[*Term]memo[Value]), guards: make(map[Guard]memo[verdict])}
}

func (e *env) param(i int, path string) Value {
	if e.call == nil {
		if i >= len(e.args) {
			return AnyValue(false)
		}
		return Select(e.args[i], path)
	}
	if i >= len(e.c.args) {
		return AnyValue(false)
	}
	k := Place{i, path}
	if v, ok := lookup(&e.f.questions, e.params, k); ok {
		return v
	}
	return memoize(&e.f.questions, e.params, k, func() Value { return e.findParam(i, path) })
}

func (e *env) findParam(i int, path string) Value {
	a := e.c.args[i]
	switch {
	case path == "":
		return e.f.eval(a, e.call)
	case path == memElem && len(ssautil.Variadic(a)) > 0: // each with its dynamic type, and constants
		var vs []Value
		for _, x := range ssautil.Variadic(a) {
			vs = append(vs, e.f.eval(x, e.call))
		}
		return union(vs...)
	case refers(a.Type()) && !isValueOnly(a):
		// Reading the one member is cheaper than describing the whole object.
		var vs []Value
		for _, l := range e.f.descend(e.f.roots(a), path) {
			vs = append(vs, e.f.memberAt(l, nil, e.call, e.call))
		}
		if v := union(vs...); len(v) > 0 {
			return v
		}
	}
	return through(e.f.eval(a, e.call), a.Type(), path)
}

// isValueOnly reports whether a value has no place in memory of its own.
func isValueOnly(v ssa.Value) bool {
	switch ssautil.Unwrap(v).(type) {
	case *ssa.Const, *ssa.Field, *ssa.Phi:
		return true
	}
	return false
}

// assumed is subst for a value that holds under guards: see Target.Assumed.
func (e *env) assumed(v Value, gs []Guard) Value {
	if len(v) == 1 && v[0].Op == Const {
		for _, g := range gs {
			if g.Kind != GuardConst || g.Neg || g.fn != nil && g.fn != e.c.fn || g.Val != v[0].Const.ExactString() {
				continue
			}
			if given := e.param(g.Index, g.Path); !given.enumerated() {
				return filter(given, func(t *Term) bool { return e.f.meets(t, g, false) >= 0 })
			}
		}
	}
	return e.subst(v)
}

// translate gives the callee's guards that stay open at the call in terms of
// the caller's own parameters.
func (e *env) translate(gs []Guard) []Guard {
	if e.call == nil {
		return nil
	}
	var out []Guard
	for _, g := range gs {
		if g.fn != nil && g.fn != e.c.fn || g.Index >= len(e.c.args) {
			continue
		}
		if known, _ := e.holds(g); known {
			continue
		}
		v := e.param(g.Index, g.Path)
		if len(v) == 1 && v[0].Op == Param && v[0].Fn == e.call.Parent() && v[0].Fn != nil && len(v[0].Fields) == 0 {
			out = append(out, Guard{Index: v[0].Index, Path: v[0].Path, Kind: g.Kind, Val: g.Val, Neg: g.Neg, fn: v[0].Fn})
		}
	}
	return out
}

// allows reports whether the guards can hold at the call.
func (e *env) allows(gs []Guard) bool {
	for _, g := range gs {
		if known, holds := e.holds(g); known && !holds {
			return false
		}
	}
	return true
}

// A verdict says whether it is known what a guard gives at a call, and what.
type verdict struct{ known, holds bool }

// holds evaluates a guard at the call.
func (e *env) holds(g Guard) (known, holds bool) {
	if e.call == nil {
		return e.findHolds(g)
	}
	v, ok := lookup(&e.f.questions, e.guards, g)
	if !ok {
		v = memoize(&e.f.questions, e.guards, g, func() verdict {
			known, holds := e.findHolds(g)
			return verdict{known, holds}
		})
	}
	return v.known, v.holds
}

func (e *env) findHolds(g Guard) (known, holds bool) {
	if g.fn != nil && g.fn != e.c.fn {
		return false, false
	}
	if g.Kind == GuardEmpty && e.call != nil && g.Path == "" && g.Index < len(e.c.args) && len(ssautil.Variadic(e.c.args[g.Index])) > 0 {
		return true, g.Neg
	}
	v := e.param(g.Index, g.Path)
	if len(v) == 0 {
		return false, false
	}
	var yes, no int
	for _, t := range v {
		switch e.f.meets(t, g, false) {
		case +1:
			yes++
		case -1:
			no++
		}
	}
	switch len(v) {
	case yes:
		return true, !g.Neg
	case no:
		return true, g.Neg
	}
	if g.Kind == GuardNil && e.call != nil && g.Path == "" && g.Index < len(e.c.args) {
		for _, c := range e.f.conds(e.call.Block()) {
			if c.kind == GuardNil && c.global == nil && c.any == nil && e.f.same(c.x, e.c.args[g.Index]) {
				return true, c.neg == g.Neg
			}
		}
	}
	return false, false
}

// eval says whether a term meets the comparison (+1), does not (-1), or may (0).
func (g Guard) eval(t *Term) int {
	switch g.Kind {
	case GuardNil:
		return t.nilness()
	case GuardEmpty:
		if t.Op == Zero {
			return +1
		}
		return 0 // a list that was made may be empty
	case GuardConst:
		have := ""
		switch {
		case t.Op == Const:
			have = t.Const.ExactString()
		case t.Op == Zero && (g.Val == "true" || g.Val == "false"):
			have = "false"
		case t.Op == Zero && strings.HasPrefix(g.Val, `"`):
			have = `""`
		case t.Op == Zero:
			have = "0"
		default:
			return 0
		}
		if have == g.Val {
			return +1
		}
		return -1
	case GuardType:
		var name string
		switch {
		case t.Op == Zero:
			return -1
		case t.TypeName != "":
			name = t.TypeName
		case t.Op == Const && t.Const.Kind() == constant.String, t.Op == Concat, t.Op == Text, t.Op == StatusText, t.Op == Escaped:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0 // bytes and text are described alike
			}
			return -1
		case t.Op == Encoded:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0
			}
			return -1
		case t.Op == Error:
			return -1 // of no named type outside package errors
		default:
			return 0
		}
		if strings.TrimPrefix(g.Val, "*") == name {
			return +1
		}
		if !strings.Contains(g.Val, ".") { // an unnamed type
			return -1
		}
		return 0 // it may be an interface
	}
	return 0
}

// subst replaces the callee's parameters in v by what the call gives for them.
func (e *env) subst(v Value) Value {
	open := false
	for _, t := range v {
		open = open || e.open(t)
	}
	if !open {
		return v
	}
	if e.f.spent() {
		return AnyValue(v.hasError())
	}
	vs := make([]Value, 0, len(v))
	for _, t := range v {
		vs = append(vs, e.substTerm(t))
	}
	return union(vs...)
}

// open reports whether a term says anything in terms of the callee's parameters.
func (e *env) open(t *Term) bool {
	if t.Op == Param && e.c.owns(t) || len(t.Guards) > 0 {
		return true
	}
	for _, a := range t.Args {
		for _, u := range a {
			if e.open(u) {
				return true
			}
		}
	}
	for _, fd := range t.Fields {
		for _, u := range fd.Value {
			if e.open(u) {
				return true
			}
		}
	}
	return false
}

func (e *env) substTerm(t *Term) Value {
	if !e.open(t) {
		return Value{t}
	}
	if e.call == nil {
		return e.findSubst(t)
	}
	if v, ok := lookup(&e.f.questions, e.terms, t); ok {
		return v
	}
	return memoize(&e.f.questions, e.terms, t, func() Value { return e.findSubst(t) })
}

func (e *env) findSubst(t *Term) Value {
	e.f.budget--
	if when := t.when(); !e.allows(when) {
		return nil
	} else if len(when) > 0 {
		u := t.copy()
		u.Guards = t.Guards[:len(t.Guards)-len(when)]
		v := Value{u}
		if e.open(u) {
			v = e.findSubst(u)
		}
		rest := make([]Guard, 0, len(when))
		for _, g := range when {
			if t.Op == Param && g.chained() && g.Index == t.Index && g.Path == t.Path {
				v = e.f.meet(v, g) // what was tested is the very error
			} else {
				rest = append(rest, g)
			}
		}
		if e.inMode(rest) {
			v = v.Gate()
		}
		return guarded(v, e.translate(rest))
	}
	if t.Op == Compare {
		if known, holds := e.holds(t.compared()); known {
			return Value{{Op: Const, Const: constant.MakeBool(holds)}}
		}
		if gs := e.translate(t.Guards[:1]); len(gs) == 1 {
			return Value{{Op: Compare, Guards: gs, Name: gs[0].String()}}
		}
		return AnyValue(false)
	}
	if t.Op == Param && e.c.owns(t) {
		v := e.param(t.Index, t.Path)
		if len(t.Fields) > 0 {
			v = e.overlay(v, t)
		}
		if t.TypeName != "" {
			v = e.f.typedLike(v.ofType(t), t)
		}
		if t.Err {
			v = e.f.asError(v, errorType)
		}
		if t.Offered {
			v = offered(v)
		}
		if t.Gated {
			v = v.Gate()
		}
		return v
	}
	c := t.copy()
	c.Guards = nil
	if len(t.Args) > 0 {
		c.Args = make([]Value, len(t.Args))
		for i, a := range t.Args {
			c.Args[i] = e.subst(a)
		}
	}
	if len(t.Fields) > 0 {
		c.Fields = make([]Field, len(t.Fields))
		for i, fd := range t.Fields {
			c.Fields[i] = Field{fd.Name, fd.Hidden, e.subst(fd.Value)}
		}
	}
	switch c.Op {
	case Text:
		v := e.f.text(c.Args[0], c.Pos, c.Fn, c.Verbose)
		for i, u := range v {
			wide := c.Wide
			if u.Pos != c.Pos || u.Fn != c.Fn {
				wide = u.Wide // it was text already
			}
			if u.Op == Text && (u.Wide != wide || u.Gated != c.Gated) {
				d := u.copy()
				d.Wide, d.Gated = wide, c.Gated
				v = append(Value(nil), v...)
				v[i] = d
			}
		}
		return v
	case Concat:
		v := concat(c.Args...)
		if c.Gated {
			v = v.Gate()
		}
		return v
	}
	return one(c)
}

// when returns the guards under which an alternative holds.
func (t *Term) when() []Guard {
	if t.Op == Compare {
		return t.Guards[1:]
	}
	return t.Guards
}

// overlay returns v with the members that t changed.
func (e *env) overlay(v Value, t *Term) Value {
	out := make(Value, 0, len(v))
	for _, b := range v {
		c := b.copy()
		c.Fields = append([]Field(nil), b.Fields...)
		for _, fd := range t.Fields {
			c.Fields = setField(c.Fields, Field{fd.Name, fd.Hidden, e.subst(fd.Value)})
		}
		out = append(out, one(c)...)
	}
	return out
}

// ofType replaces the alternatives of v that are of another type than t, which
// was asserted or found in a chain, by one of that type of which nothing is known.
func (v Value) ofType(t *Term) Value {
	for i, u := range v {
		if u.Op == Error || u.TypeName != "" && u.TypeName != t.TypeName || u.Op == Const && !u.mayBe(t.TypeName) {
			w := append(Value(nil), v...)
			w[i] = &Term{Op: Opaque, Err: t.Err, Type: t.Type, TypeName: t.TypeName, Pos: u.Pos, Fn: u.Fn}
			return union(w.ofType(t))
		}
	}
	return v
}

// typedLike gives the alternatives of v that have no dynamic type the one of t.
func (f *Result) typedLike(v Value, t *Term) Value {
	for i, u := range v {
		if u.TypeName == "" && u.Op != Const && u.Op != Zero && u.Op != Error && u.Op != Concat && u.Op != Text {
			c := u.copy()
			c.Type, c.TypeName = t.Type, t.TypeName
			w := append(Value(nil), v...)
			w[i] = c
			return f.typedLike(w, t)
		}
	}
	return v
}
