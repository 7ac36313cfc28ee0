package policy

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A condition says after which answers a request is sent again.
type condition struct {
	statuses Statuses
	errors   Truth
	posts    Truth // it may hold for methods that are not idempotent
	retries  *int  // how many times it may hold in a row, -1 if that is not known, nil if it counts nothing
}

// holds returns the condition of which the same is known for every response.
func holds(t Truth) condition { return condition{statuses: All(t), errors: t, posts: t} }

func (c condition) or(d condition) condition {
	return condition{c.statuses.combine(d.statuses, Truth.Or), c.errors.Or(d.errors), c.posts.Or(d.posts), nil}.counted(c, d, false)
}

func (c condition) and(d condition) condition {
	return condition{c.statuses.combine(d.statuses, Truth.and), c.errors.and(d.errors), c.posts.and(d.posts), nil}.counted(c, d, true)
}

// counted gives c the bound of two that it is made of: of conditions that must
// both hold either bounds it, of others neither, but that what never holds
// changes nothing.
func (c condition) counted(a, b condition, both bool) condition {
	never := holds(No)
	switch {
	case !both && a.statuses == never.statuses && a.errors == No:
		c.retries = b.retries
	case !both && b.statuses == never.statuses && b.errors == No:
		c.retries = a.retries
	case !both:
	case a.retries == nil:
		c.retries = b.retries
	case b.retries == nil || *a.retries >= 0 && *a.retries < *b.retries:
		c.retries = a.retries
	default:
		c.retries = b.retries
	}
	return c
}

// conditionOf reads conditions of which any suffices, or with one a single one
// of several origins; where there is none, the other ones.
func (ps *Policies) conditionOf(v, unless origin.Value, one bool) condition {
	v = slices.DeleteFunc(slices.Clone(ps.Origins(v)), IsNilTerm)
	switch {
	case len(v) == 0:
		return ps.condition(unless)
	case !one:
		return ps.condition(v)
	}
	c := ps.conditionTerm(v[0])
	for _, t := range v[1:] {
		d := ps.conditionTerm(t)
		c.statuses = c.statuses.combine(d.statuses, Truth.Same)
		c.errors, c.posts = c.errors.Same(d.errors), c.posts.Same(d.posts)
		if (c.retries == nil) != (d.retries == nil) || c.retries != nil && *c.retries != *d.retries {
			unknown := -1
			c.retries = &unknown
		}
	}
	return c
}

// condition reads conditions of which any suffices.
func (ps *Policies) condition(v origin.Value) condition {
	c := holds(No)
	for _, t := range ps.Origins(v) {
		c = c.or(ps.conditionTerm(t))
	}
	return c
}

func (ps *Policies) conditionTerm(t *origin.Term) condition {
	switch t.Op {
	case origin.Zero:
		return holds(No)
	case origin.Const: // of a list of statuses
		return statusIn(origin.Value{t})
	case origin.Func:
		if is := ps.meaning(t); is != nil {
			return ps.condition(is)
		}
		if t.Fn != nil && len(t.Fn.Blocks) > 0 {
			return ps.decides(t.Fn)
		}
		return holds(Unknown)
	case origin.Object:
		if list, ok := t.Member("[]"); ok {
			return ps.condition(list)
		}
		return ps.conditionObject(t)
	}
	return holds(Unknown)
}

// conditionObject reads a condition that the model describes by members, of which one
// has to hold.
func (ps *Policies) conditionObject(t *origin.Term) condition {
	c := holds(No)
	any := false
	get := func(name string) (origin.Value, bool) {
		v, ok := t.Member(name)
		any = any || ok
		return v, ok
	}
	if v, ok := get(httpmodel.IfAny); ok {
		c = c.or(ps.condition(v))
	}
	if v, ok := get(httpmodel.IfAll); ok {
		d := holds(Yes)
		for _, u := range v {
			d = d.and(ps.conditionTerm(u))
		}
		c = c.or(d)
	}
	if v, ok := get(httpmodel.IfStatus); ok {
		c = c.or(statusIn(v))
	}
	from, ok1 := get(httpmodel.IfFrom)
	below, ok2 := get(httpmodel.IfBelow)
	if ok1 && ok2 {
		c = c.or(statusBetween(from, below))
	}
	if v, ok := get(httpmodel.IfBut); ok {
		d := statusIn(v)
		c.statuses = c.statuses.combine(d.statuses, func(t, u Truth) Truth { return t.and(u.not()) })
	}
	if v, ok := get(httpmodel.IfError); ok {
		c = c.or(condition{statuses: All(No), errors: flag(v), posts: Yes})
	}
	if v, ok := get(httpmodel.IfTold); ok {
		c = c.or(holds(flag(ps.Origins(v))))
	}
	if v, ok := get(httpmodel.IfRetries); ok {
		d := holds(Yes)
		n := -1
		if ns, exact := v.Ints(); exact && len(ns) == 1 {
			n = max(ns[0], 0)
		}
		d.retries = &n
		c = c.or(d)
	}
	if v, ok := get(httpmodel.IfMethod); ok {
		d := holds(Yes)
		ms, exact := v.Strings()
		d.posts = No
		for _, m := range ms {
			d.posts = d.posts.Or(TruthOf(!Idempotent(m)))
		}
		if !exact && d.posts == No {
			d.posts = Unknown
		}
		c = c.or(d)
	}
	if !any {
		return holds(Unknown)
	}
	return c
}

// Idempotent reports whether a method may be sent twice (RFC 9110, 9.2.2).
func Idempotent(method string) bool {
	switch method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE":
		return true
	}
	return false
}

// statusIn returns the condition that the status is one of a list.
func statusIn(v origin.Value) condition {
	ns, exact := v.Ints()
	c := condition{statuses: All(Unknown), errors: No, posts: Yes}
	if exact || len(v) == 0 {
		c.statuses = All(No)
	}
	for _, n := range ns {
		if n >= 100 && n < 600 {
			c.statuses.List[n-100] = Yes
		}
	}
	return c
}

// statusBetween returns the condition that the status lies in [from, below).
func statusBetween(from, below origin.Value) condition {
	c := condition{statuses: All(Unknown), errors: No, posts: Yes}
	a, ok1 := from.Ints()
	b, ok2 := below.Ints()
	if !ok1 || !ok2 || len(a) != 1 || len(b) != 1 {
		return c
	}
	for s := range c.statuses.List {
		c.statuses.List[s] = TruthOf(s+100 >= a[0] && s+100 < b[0])
	}
	return c
}
