package requests

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Setting is what a library's client, or a runner, can be told where the package
// makes it or tells it something already.
type Setting struct {
	// Expr is the call that gives the client, or one of its chain; for a runner the
	// call that is given its options, or the expression that is its policy.
	Expr ast.Expr
	// Pkg is the library's package.
	Pkg *types.Package
	// Mend is what to tell. The text of a row's Condition has an $again as well, for
	// the test of r.StatusCode() whether a request is sent again after it.
	Mend httpmodel.Mend
}

// counts returns the calls that say how often, or when, what goes through a client
// is sent again, one for each client that it may be; nil if there is not just one.
func (p *producer) counts(client origin.Value) []Setting {
	var out []Setting
	for _, t := range p.policies.Origins(client) {
		r := httpmodel.RetrierOf(p.flow.TypeOf(t))
		if t.Op != origin.Object || r == nil {
			return nil
		}
		found := p.counting()[t.Pos]
		if len(found) == 0 && r.From.Op != 0 {
			found = p.counts(p.policies.About(t)(r.From))
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
				expr := p.index.Call(call.Pos())
				told := p.policies.Origins(p.flow.EvalCall(httpmodel.Expr{Op: httpmodel.OpArg}, call))
				if expr == nil || len(told) != 1 || told[0].Op != origin.Object || !told[0].Pos.IsValid() {
					continue
				}
				pos := told[0].Pos
				p.counters[pos] = append(p.counters[pos], Setting{expr, typeutil.PackageOf(p.pass.TypesInfo.TypeOf(expr)), httpmodel.Mend{Place: httpmodel.Next, Text: row.Condition}})
			}
		}
	}
	return p.counters
}

// maxLayers bounds the clients around transports around clients that are looked into.
const maxLayers = 4

// mends returns how the values are told what they lack that send a request again:
// clients, or what the runner is given, nil if that is one. It returns nil if one of
// them cannot be told.
func (p *producer) mends(values origin.Value, runner *ssa.Call, of func(*httpmodel.Retrier) httpmodel.Mend) []Setting {
	return p.mendsWithin(maxLayers, values, runner, of)
}

func (p *producer) mendsWithin(layers int, values origin.Value, runner *ssa.Call, of func(*httpmodel.Retrier) httpmodel.Mend) (out []Setting) {
	for _, t := range p.policies.Origins(values) {
		if policy.IsNilTerm(t) {
			continue
		}
		typ := p.flow.TypeOf(t)
		r := httpmodel.RetrierOf(typ)
		if t.Op != origin.Object || r == nil {
			return nil
		}
		var found []Setting
		member := p.policies.About(t)
		if mend := of(r); mend.Text == "" {
			if layers > 0 {
				found = p.mendsWithin(layers-1, slices.Concat(member(r.Base), member(r.Inner), member(r.From)), runner, of)
			}
		} else if expr := p.mended(t, typ, mend, runner); expr != nil && !(mend.Place == httpmodel.Behind && slices.ContainsFunc(member(r.Wait), isChosen)) {
			found = []Setting{{expr, typeutil.PackageOf(typ), mend}}
		}
		if len(found) == 0 {
			return nil
		}
		for _, s := range found {
			if !slices.ContainsFunc(out, func(o Setting) bool { return o.Expr == s.Expr }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// isChosen reports whether a delay is a function that the program has put there: it is
// not told again how to wait.
func isChosen(t *origin.Term) bool { return t.Op != origin.Object }

// mended returns the expression that a text goes to, nil if there is none.
func (p *producer) mended(t *origin.Term, typ types.Type, mend httpmodel.Mend, runner *ssa.Call) ast.Expr {
	if mend.Place == httpmodel.Around {
		if runner == nil {
			return nil
		}
		if retry := p.flow.Retry(&runner.Call); retry != nil && retry.Policy.Op == httpmodel.OpArg {
			return p.argument(runner, retry.Policy.Arg)
		}
		return nil
	}
	call := p.index.Call(t.Pos)
	if call == nil {
		return nil
	}
	if mend.Place == httpmodel.Behind || mend.Place == httpmodel.Next { // it is the value itself
		if given := p.pass.TypesInfo.TypeOf(call); given == nil || typeutil.Name(given) != typeutil.Name(typ) {
			return nil
		}
	}
	return call
}
