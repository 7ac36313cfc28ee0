package responses

import (
	"go/constant"
	"go/token"
	"math"

	"golang.org/x/tools/go/ssa"
)

// A span is the integers from lo to hi, or all but these.
type span struct {
	lo, hi int64
	not    bool
}

// spanOf returns the numbers x for which `x op c` is as val says.
func spanOf(op token.Token, c int64, val bool) (span, bool) {
	if !val {
		op = negated[op]
	}
	switch op {
	case token.EQL:
		return span{lo: c, hi: c}, true
	case token.NEQ:
		return span{lo: c, hi: c, not: true}, true
	case token.LEQ:
		return span{lo: math.MinInt64, hi: c}, true
	case token.GEQ:
		return span{lo: c, hi: math.MaxInt64}, true
	case token.LSS:
		return span{lo: math.MinInt64, hi: c - 1}, c > math.MinInt64
	case token.GTR:
		return span{lo: c + 1, hi: math.MaxInt64}, c < math.MaxInt64
	}
	return span{}, false
}

// within reports whether all numbers of a are numbers of b.
func (a span) within(b span) bool {
	switch {
	case a.not:
		return b.not && a.lo <= b.lo && b.hi <= a.hi
	case b.not:
		return a.hi < b.lo || b.hi < a.lo
	}
	return b.lo <= a.lo && a.hi <= b.hi
}

// implied returns what a comparison with a number is if another one of the same
// value was as it was.
func implied(u *ssa.BinOp, was bool, b *ssa.BinOp) (val, ok bool) {
	c, ok1 := intConst(u.Y)
	d, ok2 := intConst(b.Y)
	if !ok1 || !ok2 {
		return false, false
	}
	known, ok1 := spanOf(u.Op, c, was)
	yes, ok2 := spanOf(b.Op, d, true)
	no, ok3 := spanOf(b.Op, d, false)
	if !ok1 || !ok2 || !ok3 {
		return false, false
	}
	if lenOf(u.X) != nil && !known.not {
		known.lo = max(known.lo, 0)
	}
	switch {
	case known.within(yes):
		return true, true
	case known.within(no):
		return false, true
	}
	return false, false
}

func intConst(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// lenOf returns what a value is the length of, or nil.
func lenOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
}
