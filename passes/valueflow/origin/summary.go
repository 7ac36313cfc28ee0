package origin

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// under returns what v is where g holds.
func (v Value) under(g Guard) Value {
	out := make(Value, 0, len(v))
next:
	for _, t := range v {
		c := t.Copy()
		c.Guards = nil
		if t.Op == Compare {
			if t.Compared().same(g) {
				c = &Term{Op: Const, Const: constant.MakeBool(t.Compared().Neg == g.Neg)}
			} else {
				c.Guards = t.Guards[:1:1]
			}
		}
		for _, h := range t.When() {
			if !h.same(g) {
				c.Guards = append(c.Guards, h)
			} else if h.Neg != g.Neg {
				continue next
			}
		}
		out = append(out, c)
	}
	return Union(out)
}

// SplitRow splits a row whose results or effects hold under opposite conditions
// into one for each, so that what belongs together stays so: "returns false and
// has answered, if the error is not nil".
func SplitRow(r Row, depth int) []Row {
	g, ok := r.decider()
	if !ok || depth == 0 {
		return []Row{r}
	}
	var out []Row
	for _, when := range []Guard{g, g.not()} {
		half := Row{Guards: append(r.Guards[:len(r.Guards):len(r.Guards)], when), Fails: r.Fails}
		for _, v := range r.Results {
			half.Results = append(half.Results, v.under(when))
		}
		for _, e := range r.Effects {
			e.Value = e.Value.under(when)
			if !e.Unchanged() {
				half.Effects = append(half.Effects, e)
			}
		}
		out = append(out, SplitRow(half, depth-1)...)
	}
	return out
}

// A Row is one way in which a function returns. Results and effects of one row
// belong together: where the error is nil, so is the status 0.
type Row struct {
	Results []Value
	Effects []Effect
	Guards  []Guard

	// Fails says that the last result, an error, was found not to be nil on the way
	// to the return: "if err != nil { return nil, err }". Its value need not tell.
	Fails bool
}

// An Effect is a write to a member of a parameter.
type Effect struct {
	Index int
	Path  string
	Value Value
	Outer ssa.Value // for a closure: the root in an enclosing function, instead of a parameter
}

// A Summary says what a call of a function does and gives back, in terms of
// its parameters.
type Summary struct {
	Rows     []Row
	Clobbers []Place // what it hands to code that was not read
	NoReturn bool    // it never returns normally
}

// A Place is a member of a parameter.
type Place struct {
	Index int
	Path  string
}

// decider returns a condition that some alternative of the row depends on.
func (r Row) decider() (Guard, bool) {
	find := func(v Value) (Guard, bool) {
		for _, t := range v {
			if t.Op == Compare {
				return t.Compared(), true
			}
			if len(t.Guards) > 0 {
				return t.Guards[0], true
			}
		}
		return Guard{}, false
	}
	for _, v := range r.Results {
		if g, ok := find(v); ok {
			return g, true
		}
	}
	for _, e := range r.Effects {
		if g, ok := find(e.Value); ok {
			return g, true
		}
	}
	return Guard{}, false
}

// Unchanged reports whether an effect leaves its place as it was.
func (e Effect) Unchanged() bool {
	return len(e.Value) == 1 && e.Value[0].Op == Param && e.Value[0].Path == e.Path && len(e.Value[0].Fields) == 0 &&
		(e.Outer != nil || e.Value[0].Index == e.Index)
}

// MergeRows joins two rows into one that says less.
func MergeRows(a, b Row) Row {
	r := Row{Results: make([]Value, len(a.Results)), Fails: a.Fails && b.Fails}
	for i := range a.Results {
		r.Results[i] = Union(a.Results[i], b.Results[i])
	}
	keep := func(e Effect, others []Effect) Effect {
		for _, o := range others {
			if o.Index == e.Index && o.Path == e.Path && o.Outer == e.Outer {
				e.Value = Union(e.Value, o.Value)
				return e
			}
		}
		if e.Outer == nil {
			e.Value = Union(e.Value, Value{{Op: Param, Index: e.Index, Path: e.Path}})
		} else {
			e.Value = Union(e.Value, AnyValue(false))
		}
		return e
	}
	for _, e := range a.Effects {
		r.Effects = append(r.Effects, keep(e, b.Effects))
	}
next:
	for _, e := range b.Effects {
		for _, o := range a.Effects {
			if o.Index == e.Index && o.Path == e.Path && o.Outer == e.Outer {
				continue next
			}
		}
		r.Effects = append(r.Effects, keep(e, nil))
	}
	return r
}

// maxTerms bounds the terms that the effects of one summary are made of. The largest
// that services have is 7,600; each call of the function goes through all of them.
// Beyond it nothing is known of what is written, but that something is.
const maxTerms = 10000

// Lighten keeps a summary within maxTerms.
func (s *Summary) Lighten() {
	n := 0
	for _, r := range s.Rows {
		for _, e := range r.Effects {
			n += e.Value.weight()
		}
	}
	if n <= maxTerms {
		return
	}
	for _, r := range s.Rows {
		for i := range r.Effects {
			if v := r.Effects[i].Value; len(v) > 1 || v.weight() > 1 {
				r.Effects[i].Value = AnyValue(false)
			}
		}
	}
}

// Either returns the summary of a call that runs one of several functions.
func Either(of []*Summary) *Summary {
	if len(of) == 1 {
		return of[0]
	}
	out := &Summary{NoReturn: len(of) > 0}
	for _, s := range of {
		out.NoReturn = out.NoReturn && s.NoReturn
		out.Rows = append(out.Rows, s.Rows...)
		for _, p := range s.Clobbers {
			if !slices.Contains(out.Clobbers, p) {
				out.Clobbers = append(out.Clobbers, p)
			}
		}
	}
	return out
}

// Attributed returns the summary of a function with the errors in it that calls gave which
// nobody looked into as its own: who calls a function of another module knows it, and not what
// that calls in turn.
func (s *Summary) Attributed(fn string) *Summary {
	var of func(v Value) Value // v itself if there is none in it
	of = func(v Value) Value {
		out := v
		for i, t := range v {
			c := t.Copy()
			changed := t.Op == Opaque && t.Err && t.Name != fn
			if changed {
				c.Name = fn
			}
			for j, a := range t.Args {
				if in := of(a); len(a) > 0 && &in[0] != &a[0] {
					c.Args, changed = slices.Clone(c.Args), true
					c.Args[j] = in
				}
			}
			for j, fd := range t.Fields {
				if in := of(fd.Value); len(in) > 0 && &in[0] != &fd.Value[0] {
					c.Fields, changed = slices.Clone(c.Fields), true
					c.Fields[j].Value = in
				}
			}
			if !changed {
				continue
			}
			if &out[0] == &v[0] {
				out = slices.Clone(v)
			}
			out[i] = c
		}
		return out
	}
	out := *s
	out.Rows = slices.Clone(s.Rows)
	for i, r := range s.Rows {
		out.Rows[i].Results = slices.Clone(r.Results)
		for j, v := range r.Results {
			out.Rows[i].Results[j] = of(v)
		}
		out.Rows[i].Effects = slices.Clone(r.Effects)
		for j, e := range r.Effects {
			out.Rows[i].Effects[j].Value = of(e.Value)
		}
	}
	return &out
}
