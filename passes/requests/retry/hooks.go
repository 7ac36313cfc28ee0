package retry

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// hooks returns what the functions and interfaces are that a loop compares with nil:
// nobody has set them, unless the package does. What a loop does without them it does for
// those who set none; whether it ends may be up to them, and is not known with persists.
func (p *Retries) hooks(l *exchange.Natural, persists bool) map[ssa.Value]exchange.Approx {
	out := make(map[ssa.Value]exchange.Approx)
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			cmp, ok := instr.(*ssa.BinOp)
			if !ok {
				continue
			}
			x, isTest := ssautil.NilTest(cmp)
			load, isLoad := x.(*ssa.UnOp)
			if !isTest || !isLoad || load.Op != token.MUL || typeutil.IsError(load.Type()) {
				continue
			}
			switch set, hook := p.hook(load); {
			case !hook:
			case set:
				out[load] = exchange.Approx{Kind: exchange.IsSome}
			case !persists:
				out[load] = exchange.Approx{Kind: exchange.IsNone}
			}
		}
	}
	return out
}

// hook reports whether a value is a function or an interface that is kept in a member or
// a variable of the package, and whether the package always puts something there.
func (p *Retries) hook(load *ssa.UnOp) (set, ok bool) {
	switch at := load.X.(type) {
	case *ssa.FieldAddr:
		if typeutil.PackageOf(at.X.Type()) != p.Pass.Pkg {
			return false, false // a library's, as the body of a response
		}
	case *ssa.Global:
		if at.Pkg != p.Flow.Pkg {
			return false, false
		}
	default:
		return false, false
	}
	switch load.Type().Underlying().(type) {
	case *types.Signature, *types.Interface:
	default:
		return false, false
	}
	put := p.Policies.Origins(p.Flow.Eval(load, load))
	return len(put) > 0 && !slices.ContainsFunc(put, func(t *origin.Term) bool { return t.Op != origin.Func && t.Op != origin.Object }), true
}
