package exchange

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Which error it is that a function makes of a status decides what its callers do about
// it: errors.Is(err, errTransient). A walk keeps what valueflow knows of an error that is
// made, and asks it what such a test says.

// errorApprox returns what an error is that is not nil: one of those that a value may be.
func (p *Exchanges) errorApprox(v origin.Value) Approx {
	key := v.Key()
	i, ok := p.errorIndex[key]
	if !ok {
		p.errors = append(p.errors, v)
		i = int64(len(p.errors)) // 0 is one that is not known
		p.errorIndex[key] = i
	}
	return Approx{IsSome, i}
}

// isIn returns what a test says that looks for something in the chain of an error.
func (w *Walker) isIn(x Approx, g origin.Guard) Approx {
	switch {
	case x.Kind == IsNone:
		return ApproxBool(false)
	case x.Kind == IsSome && x.n > 0:
		if has := w.P.Flow.InChain(w.P.errors[x.n-1], g); has != 0 {
			return ApproxBool(has > 0)
		}
	}
	return Approx{}
}

// tested notes what the results of a call are that tests an error, or searches a list of
// numbers for the status.
func (w *Walker) tested(call *ssa.Call, env known) {
	row := w.P.Flow.Row(&call.Call)
	if row == nil {
		return
	}
	for i, e := range row.Results {
		var g Approx
		if e.Op == httpmodel.OpIn {
			g = w.listed(call, e, env)
		} else if x, guard, ok := w.P.Flow.ChainTest(call, i); ok {
			g = w.isIn(w.approx(x, env), guard)
		}
		if g.Kind != unsure {
			for _, v := range ssautil.Results(call, i) {
				set(env, v, g)
			}
		}
	}
}

// listed returns whether a list has a number.
func (w *Walker) listed(call *ssa.Call, e httpmodel.Expr, env known) Approx {
	args := ssautil.Args(&call.Call)
	x := w.approx(args[e.X().Arg], env)
	list := w.P.Flow.Eval(args[e.Arg], call)
	if x.Kind != isNumber {
		return Approx{}
	}
	if has, known := w.P.Policies.Listed(list, int(x.n)); known {
		return ApproxBool(has)
	}
	return Approx{}
}

// lookup notes what a map has for a number.
func (w *Walker) lookup(v *ssa.Lookup, env known) {
	x := w.approx(v.Index, env)
	m, isMap := v.X.Type().Underlying().(*types.Map)
	if !isMap || x.Kind != isNumber {
		return
	}
	c, has, ok := w.P.Policies.Entry(v, x.n)
	if !ok {
		return
	}
	var val Approx
	if b, basic := m.Elem().Underlying().(*types.Basic); basic && b.Info()&types.IsBoolean != 0 {
		if !has {
			val = ApproxBool(false)
		} else if c != nil {
			val = ApproxBool(constant.BoolVal(c))
		}
	}
	if !v.CommaOk {
		set(env, v, val)
		return
	}
	for _, ref := range *v.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 1 {
			set(env, e, ApproxBool(has))
		} else if ok {
			set(env, e, val)
		}
	}
}

// compared returns what a comparison of two errors says, of which one is a variable's.
func (w *Walker) compared(v *ssa.BinOp, x, y Approx) Approx {
	if v.Op != token.EQL && v.Op != token.NEQ || !typeutil.IsError(v.X.Type()) {
		return Approx{}
	}
	for _, ops := range [][2]Approx{{x, y}, {y, x}} {
		if ops[0].Kind != IsSome || ops[1].Kind != IsSome || ops[1].n <= 0 {
			continue
		}
		of := w.P.errors[ops[1].n-1]
		if len(of) != 1 || of[0].Var == "" {
			continue
		}
		if is := w.isIn(ops[0], origin.Guard{Kind: origin.GuardVar, Val: of[0].Var}); is.Kind == isBool {
			return ApproxBool((is == ApproxBool(true)) == (v.Op == token.EQL))
		}
	}
	return Approx{}
}
