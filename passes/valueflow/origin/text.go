package origin

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
)

// Join joins two texts, flattening what is joined already.
func Join(vs ...Value) Value {
	t := &Term{Op: Concat}
	for _, v := range vs {
		if len(v) == 1 && v[0].Op == Concat && len(v[0].Guards) == 0 {
			t.Args = append(t.Args, v[0].Args...)
			continue
		}
		t.Args = append(t.Args, v)
	}
	if len(t.Args) > 4*MaxAlts {
		return AnyValue(false)
	}
	allConst := true
	s := ""
	for _, a := range t.Args {
		if len(a) == 1 && a[0].Op == Const && a[0].Const.Kind() == constant.String {
			s += constant.StringVal(a[0].Const)
		} else {
			allConst = false
		}
	}
	if allConst && len(s) < 4096 {
		return Value{{Op: Const, Const: constant.MakeString(s)}}
	}
	return One(t)
}

// Guarded returns v with guards added to each alternative.
func Guarded(v Value, gs []Guard) Value {
	if len(gs) == 0 {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := t.Copy()
		c.Guards = append(append([]Guard(nil), t.Guards...), gs...)
		out[i] = c
	}
	return out
}

// Not returns the negation of a boolean.
func Not(v Value) Value {
	out := make(Value, len(v))
	for i, t := range v {
		c := t.Copy()
		switch {
		case t.Op == Const && t.Const.Kind() == constant.Bool:
			c.Const = constant.MakeBool(!constant.BoolVal(t.Const))
		case t.Op == Zero:
			c.Op, c.Const = Const, constant.MakeBool(true)
		case t.Op == Compare:
			c.Args = nil
			g := t.Compared().not()
			c.Name = g.String()
			c.Guards = append([]Guard{g}, t.Guards[1:]...)
		default:
			*c = *UnknownTerm
		}
		out[i] = c
	}
	return out
}

// Gate returns v with the errors in it, and the texts of errors, as sent in one mode only.
func (v Value) Gate() Value {
	if !v.Tainted() && !v.HasError() {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := t.Copy()
		c.Gated = true
		out[i] = c
	}
	return out
}

// ForClient returns v with the errors in it, and the texts of errors, as sent with a status
// below 500 only.
func (v Value) ForClient() Value {
	if !v.Tainted() && !v.HasError() {
		return v
	}
	return v.below()
}

// Below returns numbers as less than 500 where they are not known.
func (v Value) Below() Value {
	if _, exact := v.Ints(); exact {
		return v
	}
	return v.below()
}

func (v Value) below() Value {
	out := make(Value, len(v))
	for i, t := range v {
		out[i] = t
		if !t.Client && t.Op != Const && t.Op != Zero {
			c := t.Copy()
			c.Client = true
			out[i] = c
		}
	}
	return out
}

// IsBelow reports whether a status is known to be below 500, whatever it is.
func (v Value) IsBelow() bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *Term) bool {
		codes, exact := Value{t}.Ints()
		return !t.Client && (!exact || codes[0] >= 500)
	})
}

// Suppose returns v with the numbers in it as chosen by what an error is, of which that is
// not known.
func (v Value) Suppose() Value {
	out := make(Value, len(v))
	for i, t := range v {
		out[i] = t
		if t.Op == Const && t.Const.Kind() == constant.Int && !t.Supposed {
			c := t.Copy()
			c.Supposed = true
			out[i] = c
		}
	}
	return out
}

// Compared returns the comparison of a Compare term. Further guards say when
// the alternative holds.
func (t *Term) Compared() Guard { return t.Guards[0] }

// SameBasic reports whether a constant can be a value of a type.
func SameBasic(c constant.Value, typ types.Type) bool {
	b, ok := typ.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	switch c.Kind() {
	case constant.String:
		return b.Info()&types.IsString != 0
	case constant.Int:
		return b.Info()&types.IsNumeric != 0
	case constant.Bool:
		return b.Info()&types.IsBoolean != 0
	}
	return true
}

// Refers reports whether a value of the type leads to memory that can change under it.
func Refers(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
		return false
	case *types.Interface:
		return !typeutil.IsError(t)
	}
	return true
}

// Optioned returns an object with the members that an option sets, or with
// certain false may set. One of which nothing is known may set any.
func (t *Term) Optioned(opt Value, certain bool) *Term {
	c := t.Copy()
	c.Fields = append([]Field(nil), t.Fields...)
	certain = certain && len(opt) == 1
	for _, o := range opt {
		switch {
		case o.Op == Zero:
		case o.Op == Object && !o.Open:
			for _, fd := range o.Fields {
				if !certain {
					fd.Value = Union(c.SelectField(fd.Name), fd.Value)
				}
				c.Fields = SetField(c.Fields, fd)
			}
		default:
			c.Fields, c.Open = nil, true
		}
	}
	return c
}

// ParseFormat splits a printf format into its literal parts and verbs; there
// is one more part than there are verbs. Explicit argument indexes are rare
// enough in answers to be read in order.
func ParseFormat(s string) (lits []string, verbs []Verb) {
	var lit strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+1 == len(s) {
			lit.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == '%' {
			lit.WriteByte('%')
			continue
		}
		v, quote := Verb{}, ""
		for i < len(s) && strings.IndexByte("+-# 0123456789.[]*", s[i]) >= 0 {
			v.Plus = v.Plus || s[i] == '+'
			i++
		}
		if i < len(s) {
			v.TypeOnly = s[i] == 'T' || s[i] == 'p'
			if s[i] == 'q' && s[i-1] != '#' {
				quote = `"` // of a text; a rune in JSON is nobody's
			}
		}
		lits = append(lits, lit.String()+quote)
		lit.Reset()
		lit.WriteString(quote)
		verbs = append(verbs, v)
	}
	return append(lits, lit.String()), verbs
}

// A Verb is a verb of a format.
type Verb struct {
	Plus     bool // %+v
	TypeOnly bool // %T, %p: no text of the operand
}

// StatusOfCode returns the HTTP statuses that gRPC codes stand for.
func StatusOfCode(v Value) Value {
	out := make([]Value, len(v))
	for i, t := range v {
		out[i] = AnyValue(false)
		if ns, exact := (Value{t}).Ints(); exact && len(ns) == 1 {
			if s := httpmodel.StatusOfCode(ns[0]); s != 0 && s != 499 { // nobody reads the status of a call that was canceled
				out[i] = Value{{Op: Const, Const: constant.MakeInt64(int64(s)), Pos: t.Pos, Fn: t.Fn}}
			}
		}
	}
	return Union(out...)
}
