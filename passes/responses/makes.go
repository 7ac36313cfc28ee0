package responses

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"golang.org/x/tools/go/ssa"
)

// Makes is the fact of a function that makes routers for others to serve: those
// that answer of their own accord.
type Makes struct{ Routers []Router }

// A Router is a result of a function.
type Router struct {
	Result  int
	Pkg     string // path of the library that it comes from
	API     string // what makes it
	Answers []MountAnswer
}

// AFact marks Makes as a fact.
func (*Makes) AFact() {}

func (f *Makes) String() string {
	var ss []string
	for _, r := range f.Routers {
		s := fmt.Sprintf("makes(%d=%s", r.Result, r.API)
		for _, a := range r.Answers {
			s += fmt.Sprintf(" %d:%s", a.Code, a.Kind)
		}
		ss = append(ss, s+")")
	}
	return strings.Join(ss, " ")
}

// exportMakes exports what the functions of the package make.
func (p *producer) exportMakes() {
	for _, fn := range p.flow.Funcs {
		if rs := p.makes[fn]; len(rs) > 0 {
			p.pass.ExportObjectFact(fn.Object(), &Makes{rs})
		}
	}
}

// mountMade adds the routers that a function of another package has made for a
// call, if they are served here with their own answers.
func (p *producer) mountMade(node ast.Expr, call *ssa.Call) {
	for _, r := range p.madeFor(call) {
		v := ssautil.Result(call, r.Result)
		to := &fate{seen: make(map[ssa.Value]bool)}
		served := p.served(v, to)
		if v == nil || !served && len(to.exits) == 0 || p.overridden(r.Pkg, v) {
			continue
		}
		m := &Mount{Node: node, API: r.API, Via: syntax.Name(node.(*ast.CallExpr).Fun)}
		paths, methods := catchesAll(v)
		paths = paths || p.underMux(v)
		for _, a := range r.Answers {
			if !(a.Code == 404 && paths || a.Code == 405 && methods || p.replaced(r.Pkg, a.Code, v)) {
				m.Answers = append(m.Answers, a)
			}
		}
		p.place(m, served, r.Pkg, to)
	}
}

// madeFor returns the routers that a function of another package makes for a call.
func (p *producer) madeFor(call *ssa.Call) []Router {
	var fact Makes
	obj := ssautil.Callee(&call.Call)
	if obj == nil || call.Call.IsInvoke() || obj.Pkg() == p.pass.Pkg || !p.pass.ImportObjectFact(obj.Origin(), &fact) {
		return nil
	}
	return fact.Routers
}
