package paths

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// SamePlace reports whether two values are one or were loaded from one place.
func (p *Walker) SamePlace(x, y ssa.Value) bool {
	a, ok1 := x.(*ssa.UnOp)
	b, ok2 := y.(*ssa.UnOp)
	if x == y || !ok1 || !ok2 || a.Op != token.MUL || b.Op != token.MUL {
		return x == y
	}
	from, to := p.Flow.Roots(a.X), p.Flow.Roots(b.X)
	return len(from) == 1 && slices.Equal(from, to)
}
