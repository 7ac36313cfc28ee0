package ssautil

import (
	"go/token"
	"math"

	"golang.org/x/tools/go/ssa"
)

// Implied returns what a comparison with a number is if another one of the same
// value was as it was.
func Implied(u *ssa.BinOp, was bool, b *ssa.BinOp) (val, ok bool) {
	c, ok1 := IntConst(u.Y)
	d, ok2 := IntConst(b.Y)
	if !ok1 || !ok2 {
		return false, false
	}
	known, ok1 := intervalOf(u.Op, c, was)
	yes, ok2 := intervalOf(b.Op, d, true)
	no, ok3 := intervalOf(b.Op, d, false)
	if !ok1 || !ok2 || !ok3 {
		return false, false
	}
	if LenOf(u.X) != nil && !known.not {
		known.lo = max(known.lo, 0)
	}
	switch {
	case known.inside(yes):
		return true, true
	case known.inside(no):
		return false, true
	}
	return false, false
}

// An interval is the integers from lo to hi, or all but these.
type interval struct {
	lo, hi int64
	not    bool
}

// intervalOf returns the numbers x for which `x op c` is as val says.
func intervalOf(op token.Token, c int64, val bool) (interval, bool) {
	if !val {
		op = Negated[op]
	}
	switch op {
	case token.EQL:
		return interval{lo: c, hi: c}, true
	case token.NEQ:
		return interval{lo: c, hi: c, not: true}, true
	case token.LEQ:
		return interval{lo: math.MinInt64, hi: c}, true
	case token.GEQ:
		return interval{lo: c, hi: math.MaxInt64}, true
	case token.LSS:
		return interval{lo: math.MinInt64, hi: c - 1}, c > math.MinInt64
	case token.GTR:
		return interval{lo: c + 1, hi: math.MaxInt64}, c < math.MaxInt64
	}
	return interval{}, false
}

// inside reports whether all numbers of a are numbers of b.
func (a interval) inside(b interval) bool {
	switch {
	case a.not:
		return b.not && a.lo <= b.lo && b.hi <= a.hi
	case b.not:
		return a.hi < b.lo || b.hi < a.lo
	}
	return b.lo <= a.lo && a.hi <= b.hi
}
