package retry

import (
	"go/token"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// configured reports whether a loop certainly makes as many attempts as somebody has
// configured, who knows the server: one of its ways out compares a counter with such a number.
func (p *Retries) configured(l *exchange.Natural) bool {
	for b := range l.Blocks {
		ifi, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.Blocks[b.Succs[0]] && l.Blocks[b.Succs[1]] {
			continue
		}
		test, ok := ifi.Cond.(*ssa.BinOp)
		if !ok || !typeutil.IsInteger(test.X.Type()) {
			continue
		}
		for _, side := range [][2]ssa.Value{{test.X, test.Y}, {test.Y, test.X}} {
			if from, ok := p.counter(side[0], l); ok && (chosen(from) || chosen(p.Flow.Eval(side[1], nil))) {
				return true
			}
		}
	}
	return false
}

// counter returns what a number is before a loop that counts it up or down, by itself or
// in the test.
func (p *Retries) counter(v ssa.Value, l *exchange.Natural) (from origin.Value, ok bool) {
	if b, isOp := v.(*ssa.BinOp); isOp && (b.Op == token.ADD || b.Op == token.SUB) {
		if _, isConst := b.Y.(*ssa.Const); isConst {
			v = b.X
		}
	}
	phi, isPhi := v.(*ssa.Phi)
	if !isPhi || !l.Blocks[phi.Block()] {
		return nil, false
	}
	for i, e := range phi.Edges {
		if !l.Blocks[phi.Block().Preds[i]] {
			from = append(from, p.Flow.Eval(e, nil)...)
		}
	}
	return from, len(from) > 0
}

// chosen reports whether a number is, or may be, none that stands in the source here.
func chosen(v origin.Value) bool {
	for _, t := range v {
		if t.Op != origin.Const && t.Op != origin.Zero {
			return true
		}
	}
	return false
}
