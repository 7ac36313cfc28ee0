package requests

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A Setting is what a library's client can be told where the package makes it or
// tells it something already.
type Setting struct {
	Call *ast.CallExpr // gives the client
	// Pkg is the library's package.
	Pkg *types.Package
	// Text is Go: a call that goes on with the chain of Call, or a statement behind
	// it. In it $pkg stands for Pkg, $client for what Call is assigned to, and $again
	// for the test of r.StatusCode(), whether a request is sent again after it.
	Text string
}

// counts returns the calls that say how often, or when, what goes through a client
// is sent again, one for each client that it may be; nil if there is not just one.
func (p *producer) counts(client valueflow.Value) []Setting {
	var out []Setting
	for _, t := range p.policies.origins(client) {
		r := httpmodel.RetrierOf(p.flow.TypeOf(t))
		if t.Op != valueflow.Object || r == nil {
			return nil
		}
		found := p.counting()[t.Pos]
		if len(found) == 0 && r.From.Op != 0 {
			found = p.counts(p.policies.about(t)(r.From))
		}
		if len(found) != 1 {
			return nil
		}
		if !slices.Contains(out, found[0]) {
			out = append(out, found[0])
		}
	}
	return out
}

// counting returns the calls of the package that say how often, or when, something
// is sent again, by where what they say it to is made.
func (p *producer) counting() map[token.Pos][]Setting {
	if p.counters != nil {
		return p.counters
	}
	p.counters = make(map[token.Pos][]Setting)
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				row := p.flow.Row(&call.Call)
				if row == nil || row.Condition == "" {
					continue
				}
				expr := p.callExpr(call.Pos())
				told := p.policies.origins(p.flow.RowValue(httpmodel.Expr{Op: httpmodel.OpArg}, call))
				if expr == nil || len(told) != 1 || told[0].Op != valueflow.Object || !told[0].Pos.IsValid() {
					continue
				}
				pos := told[0].Pos
				p.counters[pos] = append(p.counters[pos], Setting{Call: expr, Pkg: typePackage(p.pass.TypesInfo.TypeOf(expr)), Text: row.Condition})
			}
		}
	}
	return p.counters
}

// jitter returns how the client that waits between attempts is told to let chance
// have a part in that. One that was told how to wait is not told again.
func (p *producer) jitter(client valueflow.Value) *Setting {
	for range 4 { // a client around a transport around a client
		made := slices.DeleteFunc(p.policies.origins(client), isNilTerm)
		if len(made) != 1 || made[0].Op != valueflow.Object {
			return nil
		}
		typ := p.flow.TypeOf(made[0])
		r := httpmodel.RetrierOf(typ)
		if r == nil {
			return nil
		}
		member := p.policies.about(made[0])
		if r.Wait.Op == 0 {
			client = slices.Concat(member(r.Base), member(r.Inner))
			continue
		}
		call := p.callExpr(made[0].Pos)
		chosen := func(t *valueflow.Term) bool { return t.Op != valueflow.Object }
		if r.Jitter == "" || call == nil || slices.ContainsFunc(member(r.Wait), chosen) {
			return nil
		}
		if given := p.pass.TypesInfo.TypeOf(call); given != nil && valueflow.TypeName(given) == valueflow.TypeName(typ) {
			return &Setting{Call: call, Pkg: typePackage(given), Text: r.Jitter}
		}
		return nil
	}
	return nil
}

// typePackage returns the package of a type, or of what it points to.
func typePackage(t types.Type) *types.Package {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Pkg()
	}
	return nil
}
