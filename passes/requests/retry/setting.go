package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Counts returns the calls that say how often, or when, what goes through a client
// is sent again, one for each client that it may be; nil if there is not just one.
func (p *Retries) Counts(client origin.Value) []exchange.Setting {
	var out []exchange.Setting
	for _, t := range p.Policies.Origins(client) {
		r := p.Flow.Model().RetrierOf(p.Flow.TypeOf(t))
		if t.Op != origin.Object || r == nil {
			return nil
		}
		found := p.counting()[t.Pos]
		if len(found) == 0 && r.From.Op != 0 {
			found = p.Counts(p.Policies.About(t)(r.From))
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
func (p *Retries) counting() map[token.Pos][]exchange.Setting {
	if p.counters != nil {
		return p.counters
	}
	p.counters = make(map[token.Pos][]exchange.Setting)
	for _, fn := range p.Flow.Funcs {
		if p.Index.InTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				row := p.Flow.Row(&call.Call)
				if row == nil || row.Condition == "" {
					continue
				}
				expr := p.Index.Call(call.Pos())
				told := p.Policies.Origins(p.Flow.EvalCall(httpmodel.Expr{Op: httpmodel.OpArg}, call))
				if expr == nil || len(told) != 1 || told[0].Op != origin.Object || !told[0].Pos.IsValid() {
					continue
				}
				pos := told[0].Pos
				p.counters[pos] = append(p.counters[pos], exchange.Setting{Expr: expr, Pkg: typeutil.PackageOf(p.Pass.TypesInfo.TypeOf(expr)), Mend: httpmodel.Mend{Place: httpmodel.Next, Text: row.Condition}})
			}
		}
	}
	return p.counters
}

// maxLayers bounds the clients around transports around clients that are looked into.
const maxLayers = 4

// Mends returns how the values are told what they lack that send a request again:
// clients, or what the runner is given, nil if that is one. It returns nil if one of
// them cannot be told.
func (p *Retries) Mends(values origin.Value, runner *ssa.Call, of func(*httpmodel.Retrier) httpmodel.Mend) []exchange.Setting {
	return p.mendsWithin(maxLayers, values, runner, of)
}

func (p *Retries) mendsWithin(layers int, values origin.Value, runner *ssa.Call, of func(*httpmodel.Retrier) httpmodel.Mend) (out []exchange.Setting) {
	for _, t := range p.Policies.Origins(values) {
		if policy.IsNilTerm(t) {
			continue
		}
		typ := p.Flow.TypeOf(t)
		r := p.Flow.Model().RetrierOf(typ)
		if t.Op != origin.Object || r == nil {
			return nil
		}
		var found []exchange.Setting
		member := p.Policies.About(t)
		if mend := of(r); mend.Text == "" {
			if layers > 0 {
				found = p.mendsWithin(layers-1, slices.Concat(member(r.Base), member(r.Inner), member(r.From)), runner, of)
			}
		} else if expr := p.mended(t, typ, mend, runner); expr != nil && !(mend.Place == httpmodel.Behind && slices.ContainsFunc(member(r.Wait), isChosen)) {
			found = []exchange.Setting{{Expr: expr, Pkg: typeutil.PackageOf(typ), Mend: mend}}
		}
		if len(found) == 0 {
			return nil
		}
		for _, s := range found {
			if !slices.ContainsFunc(out, func(o exchange.Setting) bool { return o.Expr == s.Expr }) {
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
func (p *Retries) mended(t *origin.Term, typ types.Type, mend httpmodel.Mend, runner *ssa.Call) ast.Expr {
	if mend.Place == httpmodel.Around {
		if runner == nil {
			return nil
		}
		if retry := p.Flow.Retry(&runner.Call); retry != nil && retry.Policy.Op == httpmodel.OpArg {
			return p.argument(runner, retry.Policy.Arg)
		}
		return nil
	}
	call := p.Index.Call(t.Pos)
	if call == nil {
		return nil
	}
	if mend.Place == httpmodel.Behind || mend.Place == httpmodel.Next { // it is the value itself
		if given := p.Pass.TypesInfo.TypeOf(call); given == nil || typeutil.Name(given) != typeutil.Name(typ) {
			return nil
		}
	}
	return call
}
