package errvalue

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// findSentinel adds a site for the return of a framework's own error: with
// fiber.ErrUnprocessableEntity a handler decides on 422 as with a constructor.
func (p *Errors) findSentinel(fn *ssa.Function, ret *ssa.Return) {
	if len(ret.Results) == 0 {
		return
	}
	v := ssautil.UnwrapInterface(ssautil.Returned(ret)[len(ret.Results)-1])
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return
	}
	g, ok := load.X.(*ssa.Global)
	if !ok {
		return
	}
	obj, _ := g.Object().(*types.Var)
	if p.Flow.Model().SentinelOf(obj) == nil {
		return
	}
	s := p.returnedSite(fn, ret)
	if s == nil {
		return
	}
	for _, t := range p.Flow.Eval(v, ret) {
		if a := p.WriteOf(t); a != nil {
			s.By.API, s.Code.Write, s.Status.Here = obj.Pkg().Name()+"."+obj.Name(), a, true
			s.SetCodes(a)
			p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
			return
		}
	}
}
