package ssautil

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Unwrap undoes the conversions of a value that keep it: to an interface, and to a
// type with the same underlying type.
func Unwrap(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.ChangeInterface:
			v = w.X
		case *ssa.ChangeType:
			v = w.X
		default:
			return v
		}
	}
}

// UnwrapInterface undoes the conversion of a value to an interface.
func UnwrapInterface(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.ChangeInterface:
			v = w.X
		default:
			return v
		}
	}
}

// Unnegated returns what a value negates, however often; itself if it negates nothing.
func Unnegated(v ssa.Value) ssa.Value {
	for {
		u, ok := v.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			return v
		}
		v = u.X
	}
}

// IsNil reports whether a value is the zero value of its type, nil or an empty struct.
func IsNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// IsEquality reports whether an operator is == or !=.
func IsEquality(op token.Token) bool { return op == token.EQL || op == token.NEQ }

// BothConst reports whether two values are constants.
func BothConst(x, y ssa.Value) bool {
	_, ok1 := x.(*ssa.Const)
	_, ok2 := y.(*ssa.Const)
	return ok1 && ok2
}

// NilTest returns what a comparison compares with nil; ok is false if it does not.
func NilTest(b *ssa.BinOp) (v ssa.Value, ok bool) {
	switch {
	case !IsEquality(b.Op):
		return nil, false
	case IsNil(b.Y):
		return b.X, true
	case IsNil(b.X):
		return b.Y, true
	}
	return nil, false
}

// Negated holds the comparison that is true where another one is false.
var Negated = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.GEQ, token.GEQ: token.LSS,
	token.GTR: token.LEQ, token.LEQ: token.GTR,
}

// IntConst returns the integer that a value is, if it is constant and fits.
func IntConst(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// LenOf returns what a value is the length of, or nil.
func LenOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
}

// TupleOf returns the call, or other instruction, that a value is one result of; nil
// if it is the only one.
func TupleOf(v ssa.Value) ssa.Value {
	if e, ok := v.(*ssa.Extract); ok {
		return e.Tuple
	}
	return nil
}

// Derives reports whether a value is computed from another one.
func Derives(v, from ssa.Value) bool {
	const maxOperands = 12 // operands of operands; expressions in source code are less deep
	var is func(v ssa.Value, depth int) bool
	is = func(v ssa.Value, depth int) bool {
		if v == from {
			return true
		}
		instr, ok := v.(ssa.Instruction)
		if _, isPhi := v.(*ssa.Phi); !ok || isPhi || depth > maxOperands {
			return false
		}
		return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && is(*op, depth+1) })
	}
	return is(v, 0)
}

// Incoming returns the values that a value may be: itself, or those of the paths that
// meet in it.
func Incoming(v ssa.Value) (vs []ssa.Value) {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		v = UnwrapInterface(v)
		phi, ok := v.(*ssa.Phi)
		if !ok {
			vs = append(vs, v)
			return
		}
		if seen[phi] {
			return
		}
		seen[phi] = true
		for _, e := range phi.Edges {
			visit(e)
		}
	}
	visit(v)
	return vs
}

// Elements returns what is stored in the elements of the list that a variadic call
// passes, in no particular order.
func Elements(v ssa.Value) (values []ssa.Value) {
	list, ok := v.(*ssa.Slice)
	if !ok || list.X.Referrers() == nil {
		return nil
	}
	for _, ref := range *list.X.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *elem.Referrers() {
			if s, ok := ref.(*ssa.Store); ok && s.Addr == elem {
				values = append(values, s.Val)
			}
		}
	}
	return values
}

// Variadic returns the operands that a variadic call packs into a slice, or nil.
func Variadic(v ssa.Value) []ssa.Value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	a, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *a.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		c, ok := ia.Index.(*ssa.Const)
		if !ok {
			return nil
		}
		i := int(c.Int64())
		for _, r := range *ia.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
				for len(out) <= i {
					out = append(out, nil)
				}
				out[i] = st.Val
			}
		}
	}
	for _, x := range out {
		if x == nil {
			return nil
		}
	}
	return out
}

// StringConst returns the string that a value is, if it is constant.
func StringConst(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}
