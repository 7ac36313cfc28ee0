package valueflow

import (
	"go/constant"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a summary says at one call: its parameters stand for what the call gives.

// stamp gives the texts that an imported function made the place of its call:
// there they enter this package.
func stamp(v origin.Value, call *ssa.Call) origin.Value {
	return stampIf(v, call, func(*origin.Term) bool { return true })
}

// stampIf does so with the texts that meet a condition.
func stampIf(v origin.Value, call *ssa.Call, is func(text *origin.Term) bool) origin.Value {
	if !v.Tainted() {
		return v
	}
	out := make(origin.Value, len(v))
	for i, t := range v {
		c := t.Copy()
		switch {
		case t.Op == origin.Error:
			// Its text is made where somebody asks for it.
			out[i] = t
			continue
		case t.Op == origin.Text || t.Op == origin.Stack || t.Op == origin.Recovered:
			if !t.Pos.IsValid() && is(t) {
				c.Pos, c.Fn = call.Pos(), call.Parent()
			}
		default:
			c.Args = make([]origin.Value, len(t.Args))
			for j, a := range t.Args {
				c.Args[j] = stampIf(a, call, is)
			}
			c.Fields = make([]origin.Field, len(t.Fields))
			for j, fd := range t.Fields {
				c.Fields[j] = origin.Field{Name: fd.Name, Hidden: fd.Hidden, Value: stampIf(fd.Value, call, is)}
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
	args []origin.Value
	// narrowed are values of parameters in one alternative, where its guards say more of them.
	narrowed map[origin.Place]origin.Value
	// What was asked of the call before.
	params map[origin.Place]memo[origin.Value]
	terms  map[*origin.Term]memo[origin.Value]
	guards map[origin.Guard]memo[verdict]
}

// An envKey is what an env is for.
type envKey struct {
	call *ssa.Call
	sum  *origin.Summary
}

func (f *Result) env(c callee, call *ssa.Call) *env {
	k := envKey{call, c.sum}
	e, ok := f.values.envs[k]
	if !ok {
		e = newEnv(f, c, call)
		f.values.envs[k] = e
	}
	return e
}

func newEnv(f *Result, c callee, call *ssa.Call) *env {
	return &env{f: f, c: c, call: call, params: make(map[origin.Place]memo[origin.Value]),
		terms: make(map[*origin.Term]memo[origin.Value]), guards: make(map[origin.Guard]memo[verdict])}
}

func (e *env) param(i int, path string) origin.Value {
	if e.call == nil {
		if before, name, ok := splitBound(path); ok {
			return e.f.boundTo(e.param(i, before), name)
		}
		if i >= len(e.args) {
			return origin.AnyValue(false)
		}
		if v, ok := e.f.members(e.args[i], path); ok {
			return v
		}
		return origin.Select(e.args[i], path)
	}
	if i >= len(e.c.args) {
		return origin.AnyValue(false)
	}
	k := origin.Place{Index: i, Path: path}
	if v, ok := e.narrowed[k]; ok {
		return v
	}
	if v, ok := lookup(&e.f.effort.questions, e.params, k); ok {
		return v
	}
	return memoize(&e.f.effort.questions, e.params, k, func() origin.Value { return e.findParam(i, path) })
}

func (e *env) findParam(i int, path string) origin.Value {
	a := e.c.args[i]
	if before, name, ok := splitBound(path); ok {
		if before == "" {
			return e.f.boundOn(a, name, e.call)
		}
		return e.f.boundTo(e.param(i, before), name)
	}
	if before, _, _, ok := splitMethod(path); ok {
		if v, ok := e.f.members(e.param(i, before), path[len(before):]); ok && len(v) > 0 {
			return v
		}
	}
	switch {
	case path == "":
		return e.f.eval(a, e.call)
	case path == memElem && len(ssautil.Variadic(a)) > 0: // each with its dynamic type, and constants
		var vs []origin.Value
		for _, x := range ssautil.Variadic(a) {
			vs = append(vs, e.f.eval(x, e.call))
		}
		return e.f.union(vs...)
	case origin.Refers(a.Type()) && !isValueOnly(a):
		// Reading the one member is cheaper than describing the whole object.
		var vs []origin.Value
		for _, l := range e.f.descend(e.f.roots(a), path) {
			vs = append(vs, e.f.memberAt(l, nil, e.call, e.call))
		}
		if v := e.f.union(vs...); len(v) > 0 {
			return v
		}
	}
	return origin.Through(e.f.eval(a, e.call), a.Type(), path)
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
func (e *env) assumed(v origin.Value, gs []origin.Guard) origin.Value {
	if len(v) == 1 && v[0].Op == origin.Const {
		for _, g := range gs {
			if g.Kind != origin.GuardConst || g.Neg || g.Fn != nil && g.Fn != e.c.fn || g.Val != v[0].Const.ExactString() {
				continue
			}
			if given := e.param(g.Index, g.Path); !given.Enumerated() {
				return origin.Filter(given, func(t *origin.Term) bool { return e.f.meets(t, g) >= 0 })
			}
		}
	}
	return e.subst(v)
}

// translate gives the callee's guards that stay open at the call in terms of
// the caller's own parameters.
func (e *env) translate(gs []origin.Guard) []origin.Guard {
	if e.call == nil {
		return nil
	}
	var out []origin.Guard
	for _, g := range gs {
		if g.Fn != nil && g.Fn != e.c.fn || g.Index >= len(e.c.args) {
			continue
		}
		if known, _ := e.holds(g); known {
			continue
		}
		v := e.param(g.Index, g.Path)
		if len(v) == 1 && v[0].Op == origin.Param && v[0].Fn == e.call.Parent() && v[0].Fn != nil && len(v[0].Fields) == 0 {
			out = append(out, origin.Guard{Index: v[0].Index, Path: v[0].Path, Kind: g.Kind, Val: g.Val, Neg: g.Neg, Fn: v[0].Fn})
		}
	}
	return out
}

// supposes reports whether guards hold at the call only if an error is of one kind among
// others, and nothing that is known there is of that kind.
func (e *env) supposes(gs []origin.Guard) bool {
	return e.call != nil && slices.ContainsFunc(gs, func(g origin.Guard) bool {
		if g.Neg || !g.OfError() || g.Fn != nil && g.Fn != e.c.fn || g.Index >= len(e.c.args) {
			return false
		}
		if known, _ := e.holds(g); known || len(e.translate([]origin.Guard{g})) > 0 {
			return false
		}
		v := e.param(g.Index, g.Path)
		return v.HasError() && !slices.ContainsFunc(v, func(t *origin.Term) bool { return e.f.meets(t, g) > 0 })
	})
}

// allows reports whether the guards can hold at the call.
func (e *env) allows(gs []origin.Guard) bool {
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
func (e *env) holds(g origin.Guard) (known, holds bool) {
	if e.call == nil {
		return e.findHolds(g)
	}
	v, ok := lookup(&e.f.effort.questions, e.guards, g)
	if !ok {
		v = memoize(&e.f.effort.questions, e.guards, g, func() verdict {
			known, holds := e.findHolds(g)
			return verdict{known, holds}
		})
	}
	return v.known, v.holds
}

func (e *env) findHolds(g origin.Guard) (known, holds bool) {
	if g.Fn != nil && g.Fn != e.c.fn {
		return false, false
	}
	if g.Kind == origin.GuardEmpty && e.call != nil && g.Path == "" && g.Index < len(e.c.args) && len(ssautil.Variadic(e.c.args[g.Index])) > 0 {
		return true, g.Neg
	}
	v := e.param(g.Index, g.Path)
	if len(v) == 0 {
		return false, false
	}
	var yes, no int
	for _, t := range v {
		switch e.f.meets(t, g) {
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
	if g.Kind == origin.GuardNil && e.call != nil && g.Path == "" && g.Index < len(e.c.args) {
		for _, c := range e.f.conds(e.call.Block()) {
			if c.kind == origin.GuardNil && c.global == nil && c.any == nil && e.f.same(c.x, e.c.args[g.Index]) {
				return true, c.neg == g.Neg
			}
		}
	}
	return false, false
}

// subst replaces the callee's parameters in v by what the call gives for them.
func (e *env) subst(v origin.Value) origin.Value {
	open := false
	for _, t := range v {
		open = open || e.open(t)
	}
	if !open {
		return v
	}
	if e.f.spent() {
		return origin.Unfinished(v.HasError())
	}
	vs := make([]origin.Value, 0, len(v))
	for _, t := range v {
		vs = append(vs, e.substTerm(t))
	}
	return e.f.union(vs...)
}

// open reports whether a term says anything in terms of the callee's parameters.
func (e *env) open(t *origin.Term) bool {
	if t.Op == origin.Param && e.c.owns(t) || len(t.Guards) > 0 {
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

func (e *env) substTerm(t *origin.Term) origin.Value {
	if !e.open(t) {
		return origin.Value{t}
	}
	if e.call == nil {
		return e.findSubst(t)
	}
	if v, ok := lookup(&e.f.effort.questions, e.terms, t); ok {
		return v
	}
	return memoize(&e.f.effort.questions, e.terms, t, func() origin.Value { return e.findSubst(t) })
}

func (e *env) findSubst(t *origin.Term) origin.Value {
	e.f.effort.budget--
	switch when := t.When(); {
	case !e.allows(when):
		return nil
	case len(when) > 0:
		return e.guarded(t, when)
	case t.Op == origin.Compare:
		return e.compared(t)
	case t.Op == origin.Param && e.c.owns(t):
		return e.passed(t)
	}
	c := t.Copy()
	c.Guards = nil
	if len(t.Args) > 0 {
		c.Args = make([]origin.Value, len(t.Args))
		for i, a := range t.Args {
			c.Args[i] = e.subst(a)
		}
	}
	if len(t.Fields) > 0 {
		c.Fields = make([]origin.Field, len(t.Fields))
		for i, fd := range t.Fields {
			c.Fields[i] = origin.Field{Name: fd.Name, Hidden: fd.Hidden, Value: e.subst(fd.Value)}
		}
	}
	switch c.Op {
	case origin.Text:
		return e.text(c)
	case origin.Concat:
		v := origin.Join(c.Args...)
		if c.Gated {
			v = v.Gate()
		}
		if c.Client {
			v = v.ForClient()
		}
		return v
	}
	return origin.One(c)
}

// guarded returns a term that holds where guards do, which the call does not refute.
func (e *env) guarded(t *origin.Term, when []origin.Guard) origin.Value {
	u := t.Copy()
	u.Guards = t.Guards[:len(t.Guards)-len(when)]
	v := origin.Value{u}
	if in := e.where(u, when); in.open(u) {
		v = in.findSubst(u)
	}
	rest := make([]origin.Guard, 0, len(when))
	for _, g := range when {
		// Where the very value was tested, what the test leaves of it.
		tested := t.Op == origin.Param && g.Index == t.Index && g.Path == t.Path
		if tested {
			v = e.f.meet(v, g)
		}
		if !tested || !g.Chained() {
			rest = append(rest, g)
		}
	}
	if e.inMode(rest) {
		v = v.Gate()
	}
	if e.supposes(when) {
		v = v.Suppose()
	}
	return origin.Guarded(v, e.translate(rest))
}

// where returns the environment of a term that holds where guards do: what they leave of the
// errors that it is made of.
func (e *env) where(t *origin.Term, when []origin.Guard) *env {
	in := e
	for _, g := range when {
		k := origin.Place{Index: g.Index, Path: g.Path}
		if e.call == nil || t.Op == origin.Param || !g.OfError() || g.Index >= len(e.c.args) || !e.mentions(t, k) {
			continue
		}
		if in == e {
			in = newEnv(e.f, e.c, e.call)
			in.narrowed = make(map[origin.Place]origin.Value)
			maps.Copy(in.narrowed, e.narrowed)
		}
		in.narrowed[k] = e.f.meet(in.param(k.Index, k.Path), g)
	}
	return in
}

// mentions reports whether a term is, or is made of, a parameter or a member of one.
func (e *env) mentions(t *origin.Term, k origin.Place) bool {
	return origin.Value{t}.Any(func(u *origin.Term) bool {
		return u.Op == origin.Param && u.Index == k.Index && u.Path == k.Path && e.c.owns(u)
	})
}

// compared returns what a comparison of a parameter is at the call.
func (e *env) compared(t *origin.Term) origin.Value {
	if known, holds := e.holds(t.Compared()); known {
		return origin.Value{{Op: origin.Const, Const: constant.MakeBool(holds)}}
	}
	if gs := e.translate(t.Guards[:1]); len(gs) == 1 {
		return origin.Value{{Op: origin.Compare, Guards: gs, Name: gs[0].String()}}
	}
	return origin.AnyValue(false)
}

// passed returns what the call passes for a parameter, or a member of one, as far as it is
// what the function knows of it.
func (e *env) passed(t *origin.Term) origin.Value {
	v := e.param(t.Index, t.Path)
	if len(t.Fields) > 0 {
		v = e.overlay(v, t)
	}
	if t.TypeName != "" {
		v = e.f.typedLike(v.OfType(t), t)
	}
	if t.Err {
		v = e.f.asError(v, errorType)
	}
	if t.Offered {
		v = origin.Offered(v)
	}
	if t.Gated {
		v = v.Gate()
	}
	if t.Client {
		v = v.Below()
	}
	return v
}

// text returns the text that c is of what the call passes.
func (e *env) text(c *origin.Term) origin.Value {
	v := e.f.text(c.Args[0], c.Pos, c.Fn, c.Verbose)
	for i, u := range v {
		wide := c.Wide
		if u.Pos != c.Pos || u.Fn != c.Fn {
			wide = u.Wide // it was text already
		}
		if u.Op == origin.Text && (u.Wide != wide || u.Gated != c.Gated || c.Client && !u.Client) {
			d := u.Copy()
			d.Wide, d.Gated, d.Client = wide, c.Gated, u.Client || c.Client
			v = append(origin.Value(nil), v...)
			v[i] = d
		}
	}
	return v
}

// overlay returns v with the members that t changed.
func (e *env) overlay(v origin.Value, t *origin.Term) origin.Value {
	out := make(origin.Value, 0, len(v))
	for _, b := range v {
		c := b.Copy()
		c.Fields = append([]origin.Field(nil), b.Fields...)
		for _, fd := range t.Fields {
			c.Fields = origin.SetField(c.Fields, origin.Field{Name: fd.Name, Hidden: fd.Hidden, Value: e.subst(fd.Value)})
		}
		out = append(out, origin.One(c)...)
	}
	return out
}

// typedLike gives the alternatives of v that have no dynamic type the one of t.
func (f *Result) typedLike(v origin.Value, t *origin.Term) origin.Value {
	for i, u := range v {
		if u.TypeName == "" && u.Op != origin.Const && u.Op != origin.Zero && u.Op != origin.Error && u.Op != origin.Concat && u.Op != origin.Text {
			c := u.Copy()
			c.Type, c.TypeName = t.Type, t.TypeName
			w := append(origin.Value(nil), v...)
			w[i] = c
			return f.typedLike(w, t)
		}
	}
	return v
}
