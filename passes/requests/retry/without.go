package retry

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"golang.org/x/tools/go/ssa"
)

// Requests that are sent again without a loop.

// without returns the calls that ask for the same again without a loop: the function calls
// itself, or makes the same call a second time.
func (p *Retries) without(f frame) (out []*exchange.Natural) {
	fn := f.call.Parent()
	for _, b := range fn.Blocks {
		for i, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == f.call || !comesAfter(f.call, b, i) {
				continue
			}
			l := whole(fn)
			l.Again = call
			if l.Recurs() && sendsTheSame(call, fn) || sameCall(call, f.call) {
				out = append(out, l)
			}
		}
	}
	return out
}

// comesAfter reports whether control may come from a call to an instruction of a block.
func comesAfter(call *ssa.Call, b *ssa.BasicBlock, i int) bool {
	if b == call.Block() {
		return slices.Index(b.Instrs, ssa.Instruction(call)) < i
	}
	return ssautil.Reaches(call.Block(), b)
}

// sendsTheSame reports whether a function calls itself for the same thing: of what it is
// given, numbers alone change.
func sendsTheSame(call *ssa.Call, fn *ssa.Function) bool {
	args := ssautil.Args(&call.Call)
	return len(args) == len(fn.Params) && !slices.ContainsFunc(fn.Params, func(q *ssa.Parameter) bool {
		b, basic := q.Type().Underlying().(*types.Basic)
		return args[slices.Index(fn.Params, q)] != ssa.Value(q) && !(basic && b.Info()&types.IsInteger != 0)
	})
}

// sameCall reports whether two calls run the same with the same arguments.
func sameCall(x, y *ssa.Call) bool {
	f, g := ssautil.Callee(&x.Call), ssautil.Callee(&y.Call)
	return f != nil && f == g && slices.EqualFunc(ssautil.Args(&x.Call), ssautil.Args(&y.Call), func(a, b ssa.Value) bool {
		c, ok1 := a.(*ssa.Const)
		d, ok2 := b.(*ssa.Const)
		l, ok3 := a.(*ssa.UnOp)
		m, ok4 := b.(*ssa.UnOp)
		return a == b || ok1 && ok2 && c.String() == d.String() || ok3 && ok4 && sameField(l, m)
	})
}

// sameField reports whether two values are loaded from the same member: the client.
func sameField(x, y *ssa.UnOp) bool {
	f, ok1 := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	return ok1 && ok2 && x.Op == token.MUL && y.Op == token.MUL && f.X == g.X && f.Field == g.Field || x.X == y.X && isGlobal(x.X)
}

func isGlobal(v ssa.Value) bool { _, ok := v.(*ssa.Global); return ok }

// counts reports whether a function that calls itself changes something of what it is
// given: it may end by that.
func (p *Retries) counts(l *exchange.Natural) bool {
	return slices.ContainsFunc(l.Again.Parent().Params, func(q *ssa.Parameter) bool { return !sameArgument(q, l) })
}
