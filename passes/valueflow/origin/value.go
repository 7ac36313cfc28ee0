package origin

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// Depth returns how deep the origins of v are nested.
func Depth(v Value) int {
	d := 0
	for _, t := range v {
		d = max(d, t.Depth())
	}
	return d
}

// weight is the number of terms that v is made of.
func (v Value) weight() (n int) {
	for _, t := range v {
		n += t.weight()
	}
	return n
}

// Union joins values, dropping alternatives that stand there already. Beyond MaxAlts
// or maxWeight it adds what is [Unfinished] in place of the rest, as an error if one was
// dropped.
func Union(vs ...Value) Value {
	n, last := 0, 0
	for i, v := range vs {
		if len(v) > 0 {
			n++
			last = i
		}
	}
	if n == 0 {
		return nil
	}
	if n == 1 && len(vs[last]) == 1 {
		return vs[last]
	}
	var out [MaxAlts]*Term
	count, weight := 0, 0
	for _, v := range vs {
		for _, t := range v {
			if slices.ContainsFunc(out[:count], func(u *Term) bool { return u == t || u.identity() == t.identity() }) {
				continue
			}
			if weight += t.weight(); count == MaxAlts || weight > maxWeight {
				n := min(count, MaxAlts-1)
				return append(slices.Clip(slices.Clone(Value(out[:n]))), Unfinished(t.Err)...)
			}
			out[count] = t
			count++
		}
	}
	for _, v := range vs {
		if slices.Equal(v, out[:count]) {
			return slices.Clip(v) // nothing was added to it
		}
	}
	return slices.Clone(Value(out[:count]))
}

// One makes the Value of a single term. What has grown too deep is flattened:
// an error wrapped many times over is still known by the errors at its bottom.
func One(t *Term) Value {
	if !t.tooLarge() {
		return Value{t}
	}
	c := t.Copy()
	c.Args = make([]Value, len(t.Args))
	for i, a := range t.Args {
		c.Args[i] = flatten(a)
	}
	c.Fields = make([]Field, len(t.Fields))
	for i, fd := range t.Fields {
		c.Fields[i] = Field{fd.Name, fd.Hidden, flatten(fd.Value)}
	}
	if c.tooLarge() {
		return Unfinished(t.Err)
	}
	return Value{c}
}

// flatten keeps of deep alternatives only the texts at their bottom, and of objects their
// members: what is encoded stays an object.
func flatten(v Value) Value {
	out := make([]Value, 0, len(v))
	for _, t := range v {
		if t.Depth() <= 4 {
			out = append(out, Value{t})
			continue
		}
		if t.Op == Text {
			c := t.Copy()
			c.Args = []Value{flatten(t.Args[0])}
			out = append(out, Value{c})
			continue
		}
		if t.Op == Object {
			c := t.Copy()
			c.Fields = make([]Field, len(t.Fields))
			for i, fd := range t.Fields {
				c.Fields[i] = Field{fd.Name, fd.Hidden, flatten(fd.Value)}
			}
			out = append(out, Value{c})
			continue
		}
		var ls Value
		t.leaves(&ls, nil)
		flat := Value{{Op: Concat, Args: []Value{Union(ls)}}}
		if t.Err {
			flat = Value{{Op: Error, Err: true, Args: []Value{flat}, Pos: t.Pos, Fn: t.Fn}}
		}
		out = append(out, flat)
	}
	return Union(out...)
}

// leaves gathers the texts below t that are not made of other errors' texts. They
// stand where the text does that they are part of, outer.
func (t *Term) leaves(out *Value, outer *Term) {
	switch t.Op {
	case Stack, Recovered:
		*out = append(*out, t)
		return
	case Text:
		if outer == nil {
			outer = t
		}
		direct := Filter(t.Args[0], func(e *Term) bool { return e.Op != Error && e.Depth() <= 2 })
		if len(direct) > 0 {
			c := outer.Copy()
			c.Args = []Value{direct}
			c.Verbose, c.Gated, c.Client = outer.Verbose || t.Verbose, outer.Gated || t.Gated, outer.Client || t.Client
			*out = append(*out, c)
		}
	}
	for _, a := range t.Args {
		for _, u := range a {
			u.leaves(out, outer)
		}
	}
	for _, fd := range t.Fields {
		if !fd.Hidden {
			for _, u := range fd.Value {
				u.leaves(out, outer)
			}
		}
	}
}

// Select returns what stands at path (".a.b") below v.
func Select(v Value, path string) Value {
	for path != "" {
		var name string
		name, path = SplitPath(path)
		var outs []Value
		for _, t := range v {
			outs = append(outs, t.SelectField(name))
		}
		v = Union(outs...)
	}
	return v
}

// Through returns what stands at a path below a value of a type. Nil has no
// members: a pointer that may be nil has those of what it is otherwise.
func Through(v Value, t types.Type, path string) Value {
	if _, ok := t.Underlying().(*types.Pointer); ok && path != "" {
		v = v.NotNil()
	}
	return Select(v, path)
}

// NotNil returns what a pointer is that is not nil: v, if it is never anything else.
func (v Value) NotNil() Value {
	some := slices.DeleteFunc(slices.Clone(v), func(t *Term) bool { return t.Op == Zero })
	if len(some) == 0 {
		return v
	}
	return some
}

// Ints returns the integer constants that v may be and whether that is all it
// may be. The zero value counts as 0.
func (v Value) Ints() (consts []int, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		switch {
		case t.Op == Const && t.Const.Kind() == constant.Int:
			if n, ok := constant.Int64Val(t.Const); ok {
				consts = append(consts, int(n))
			}
		case t.Op == Zero:
			consts = append(consts, 0)
		default:
			exact = false
		}
	}
	sort.Ints(consts)
	return consts, exact
}

// Supposed returns the integers among v that are nothing but supposed, see [Term].
func (v Value) Supposed() (codes []int) {
	sure := make(map[int]bool)
	for _, t := range v {
		if t.Op == Const && t.Const.Kind() == constant.Int {
			if n, ok := constant.Int64Val(t.Const); ok {
				if !t.Supposed {
					sure[int(n)] = true
				} else {
					codes = append(codes, int(n))
				}
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(slices.DeleteFunc(codes, func(n int) bool { return sure[n] }))
}

// Strings returns the string constants that v may be and whether that is all it may be.
func (v Value) Strings() (consts []string, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		switch {
		case t.Op == Const && t.Const.Kind() == constant.String:
			consts = append(consts, constant.StringVal(t.Const))
		case t.Op == Zero:
			consts = append(consts, "")
		default:
			exact = false
		}
	}
	return consts, exact
}

// Key identifies a value up to the positions of its terms.
func (v Value) Key() string {
	if len(v) == 1 {
		return v[0].Key()
	}
	keys := make([]string, len(v))
	for i, t := range v {
		keys[i] = t.Key()
	}
	return strings.Join(keys, "|")
}

// Settle fills in what terms else note when they are first asked for it. It is for
// those that several packages get, as those of facts in drivers that hand them on in
// memory, or several rules: they run at the same time.
func (v Value) Settle() {
	for _, t := range v {
		t.Key()
		t.identity()
		t.Depth()
		t.weight()
	}
}

// AnyValue returns the value of which nothing is known, but perhaps that it is an error.
func AnyValue(err bool) Value {
	if err {
		return Value{unknownErr}
	}
	return Value{UnknownTerm}
}

// Fresh returns the zero value of a struct type.
func Fresh(typ types.Type) Value {
	return Value{{Op: Object, Type: typ, TypeName: typeutil.Name(typ)}}
}

// Made returns an object with one member.
func Made(name string, v Value) Value {
	return Value{{Op: Object, Fields: []Field{{Name: name, Value: v}}}}
}

// Prefix returns the constant text that a text certainly begins with.
func (v Value) Prefix() string {
	if len(v) != 1 {
		return ""
	}
	switch t := v[0]; t.Op {
	case Const:
		if ss, ok := v.Strings(); ok {
			return ss[0]
		}
	case Concat:
		return t.Args[0].Prefix()
	case Escaped:
		return t.Args[0].Prefix()
	}
	return ""
}

// About returns v in terms of one of the things it is made of: what base is,
// becomes the first parameter of a function that has no other.
func (v Value) About(base *Term) Value {
	out, _ := v.AboutAll([]*Term{base})
	return out
}

// AboutAll does so with several: each becomes the parameter of its place, and nil is none
// of them. It reports whether v is made of any.
func (v Value) AboutAll(bases []*Term) (out Value, any bool) {
	out = make(Value, len(v))
	inner := func(v Value) Value {
		w, of := v.AboutAll(bases)
		any = any || of
		return w
	}
	for i, t := range v {
		c := t.Copy()
		c.Guards = nil
		if k, rest := t.belowOne(bases); k >= 0 {
			c.Op, c.Index, c.Path, c.Name, c.Fn, c.Pos = Param, k, rest, "", nil, token.NoPos
			any = true
		} else if t.Op == Param {
			*c = *UnknownTerm // of another function
		}
		c.Args = make([]Value, len(t.Args))
		for j, a := range t.Args {
			c.Args[j] = inner(a)
		}
		c.Fields = make([]Field, len(t.Fields))
		for j, fd := range t.Fields {
			c.Fields[j] = Field{fd.Name, fd.Hidden, inner(fd.Value)}
		}
		out[i] = c
	}
	return out, any
}

// belowOne returns which of several terms t is, or is a member of, and the path of that;
// -1 if none.
func (t *Term) belowOne(bases []*Term) (k int, path string) {
	for k, base := range bases {
		if base == nil {
			continue
		}
		if rest, ok := strings.CutPrefix(t.Path, base.Path); ok && t.Op == base.Op && t.Index == base.Index && t.Name == base.Name &&
			t.Fn == base.Fn && t.Pos == base.Pos && (rest == "" || rest[0] == '.') {
			return k, rest
		}
	}
	return -1, ""
}

// Optioned returns v with members that options may have set.
func (v Value) Optioned(options Value) Value {
	out := make(Value, len(v))
	for i, t := range v {
		out[i] = t
		if t.Op == Object {
			out[i] = t.Optioned(options, false)
		}
	}
	return out
}

// Filter returns the origins of v that keep says to keep.
func Filter(v Value, keep func(*Term) bool) Value {
	out := v[:0:0]
	for _, t := range v {
		if keep(t) {
			out = append(out, t)
		}
	}
	return out
}

// Enumerated reports whether a comparison that holds makes v that constant. What
// another server or a member of something sent is still theirs: a status that
// is passed on after a look at it was not chosen here.
func (v Value) Enumerated() bool {
	for _, t := range v {
		if t.Op != Const && t.Op != Zero && !(t.Op == Param && t.Path == "") {
			return false
		}
	}
	return true
}

// OfType replaces the alternatives of v that are of another type than t, which
// was asserted or found in a chain, by one of that type of which nothing is known.
func (v Value) OfType(t *Term) Value {
	for i, u := range v {
		if u.Op == Error || u.TypeName != "" && u.TypeName != t.TypeName || u.Op == Const && !u.MayBe(t.TypeName) {
			w := append(Value(nil), v...)
			w[i] = &Term{Op: Opaque, Err: t.Err, Type: t.Type, TypeName: t.TypeName, Pos: u.Pos, Fn: u.Fn}
			return Union(w.OfType(t))
		}
	}
	return v
}

// Tainted reports whether text of an error, a stack or a recovered value is part of v.
func (v Value) Tainted() bool {
	for _, t := range v {
		switch t.Op {
		case Text, Stack, Recovered:
			return true
		}
		for _, a := range t.Args {
			if a.Tainted() {
				return true
			}
		}
		for _, fd := range t.Fields {
			if fd.Value.Tainted() {
				return true
			}
		}
	}
	return false
}

// Published returns v as what a function gives back whose text is meant for
// clients: an error of it is public, and so is a text.
func (v Value) Published(name string) Value {
	out := make([]Value, len(v))
	for i, t := range v {
		plain := Value{{Op: Opaque, Name: name}}
		switch {
		case t.Err && t.Op != Zero:
			out[i] = Value{{Op: Error, Err: true, Args: []Value{plain}}}
		case Value{t}.Tainted():
			out[i] = plain
		default:
			out[i] = Value{t}
		}
	}
	return Union(out...)
}

// WithOwner notes on a number that is a member of something unread whose it is.
func (v Value) WithOwner(typ, owner types.Type) Value {
	if !typeutil.IsInteger(typ) {
		return v
	}
	name := typeutil.Name(owner)
	for i, t := range v {
		if (t.Op == Param || t.Op == Opaque) && t.Path != "" && t.Owner == "" && name != "" {
			c := *t
			c.Owner = name
			w := append(Value(nil), v...)
			w[i] = &c
			return w.WithOwner(typ, owner)
		}
	}
	return v
}

// Any reports whether a condition holds of one of the terms of v, or of those that they are
// made of: their arguments and members.
func (v Value) Any(is func(*Term) bool) bool {
	return slices.ContainsFunc(v, func(t *Term) bool {
		return is(t) || slices.ContainsFunc(t.Args, func(a Value) bool { return a.Any(is) }) ||
			slices.ContainsFunc(t.Fields, func(f Field) bool { return f.Value.Any(is) })
	})
}

// HasError reports whether v may be an error.
func (v Value) HasError() bool {
	for _, t := range v {
		if t.Err {
			return true
		}
	}
	return false
}

// OnlyZero reports whether v is always the zero value.
func (v Value) OnlyZero() bool {
	for _, t := range v {
		if t.Op != Zero {
			return false
		}
	}
	return true
}
