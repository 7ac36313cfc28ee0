package mount

import (
	"go/ast"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/override"
	"golang.org/x/tools/go/ssa"
)

// exportRouters exports what the functions of the package make.
func (p *Mounts) exportRouters() {
	for _, fn := range p.Flow.Funcs {
		if rs := p.makesRouters[fn]; len(rs) > 0 {
			p.Pass.ExportObjectFact(fn.Object(), &override.MakesRouters{Routers: rs})
		}
	}
}

// mountMade adds the routers that a function of another package has made for a
// call, if they are served here with their own responses.
func (p *Mounts) mountMade(node ast.Expr, call *ssa.Call) {
	for _, r := range p.overrides.MadeFor(call) {
		v := ssautil.Result(call, r.Result)
		to := &fate{seen: make(map[ssa.Value]bool)}
		served := p.served(v, to)
		if v == nil || !served && len(to.exits) == 0 || p.overrides.Overridden(r.Pkg, v) {
			continue
		}
		m := &Mount{Node: node, API: r.API, Via: syntax.Name(node.(*ast.CallExpr).Fun)}
		paths, methods := p.catchesAll(p.names(v))
		paths = paths || p.underMux(v)
		for _, a := range r.Responses {
			if !(a.Code == 404 && paths || a.Code == 405 && methods || p.overrides.Replaced(r.Pkg, a.Code, v)) {
				m.Responses = append(m.Responses, a)
			}
		}
		p.place(m, served, r.Pkg, to)
	}
}
