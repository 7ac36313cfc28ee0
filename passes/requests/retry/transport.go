package retry

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// transported reports whether a parameter is the request of a transport; any says that the
// transport sends requests that have a body as it sends those without, since it asks for
// neither the body nor the method, and that other packages can put it into their clients.
func (p *Retries) transported(q *ssa.Parameter) (is, any bool) {
	fn := q.Parent()
	m, ok := fn.Object().(*types.Func)
	if !ok || fn.Name() != "RoundTrip" || !exchange.RoundTrips(fn.Signature) || !httpmodel.IsRequest(q.Type()) || typeutil.Receiver(m) == nil {
		return false, false
	}
	asks, known := p.asking[fn]
	if !known {
		asks = asksForBody(fn, maxAsked)
		p.asking[fn] = asks
	}
	return true, !asks && typeutil.Receiver(m).Exported()
}

// maxAsked bounds the functions, one in another, that are asked what they do with a
// transport's request: it clones it, and the clone gets its header fields.
const maxAsked = 3

// asksForBody reports whether a function, or a literal in it, looks at the method of a
// request, at its body or at how long that is, or hands the request to code that may.
func asksForBody(fn *ssa.Function, levels int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if !httpmodel.IsRequest(instr.X.Type()) {
					continue
				}
				switch origin.FieldName(instr.X.Type(), instr.Field) {
				case ".Method", ".Body", ".GetBody", ".ContentLength":
					return true
				}
			case ssa.CallInstruction:
				if givesAway(instr.Common(), levels) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return asksForBody(lit, levels) })
}

// givesAway reports whether a call gives a request to a function that looks at its body,
// or that was not read and is not net/http's.
func givesAway(c *ssa.CallCommon, levels int) bool {
	if !slices.ContainsFunc(ssautil.Args(c), func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }) || exchange.RoundTrips(c.Signature()) {
		return false
	}
	to := ssautil.Generic(c.StaticCallee())
	switch {
	case to == nil:
		return true
	case len(to.Blocks) > 0:
		return levels == 0 || asksForBody(to, levels-1)
	}
	obj := ssautil.Callee(c)
	return obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "net/http"
}
