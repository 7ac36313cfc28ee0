// Package requests says what is asked: every HTTP request that the functions of
// a package make, directly or through a helper, and what becomes of the response.
//
// What a call is given back is followed forwards (see track): to the places that
// read its status, that read its body, and out of the function, into the callers
// of a thin wrapper. What a program does about one certain status, 503 say, is
// found by walking through the function as if that status had come (see walk).
package requests

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sort"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/requests/retry"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer computes the *Result of the package and exports what its functions
// ask, and what they do with the responses that they are given.
var Analyzer = &analysis.Analyzer{
	Name: "requests",
	Doc:  "compute every HTTP request that the functions of a package make",
	URL:  "https://pkg.go.dev/github.com/respvet/respvet/passes/requests",
	Run:  run,
	// Two producers must not ask valueflow at a time; rules of the other one may run
	// meanwhile, they no longer do.
	Requires:   []*analysis.Analyzer{valueflow.Analyzer, responses.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(exchange.Sends)},
}

// A Result holds what the rules read.
type Result struct {
	Sites   []*exchange.Site // in the order of the source
	Repeats []*retry.Repeat  // likewise

	// Defects are the panics of the phases: what was not found out because of one
	// is left out.
	Defects []*defect.Defect
}

func run(pass *analysis.Pass) (any, error) {
	flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
	p := newPhases(pass, flow)
	if flow.Pkg == nil || !p.exchanges.Concerned() {
		return p.res, nil
	}
	p.try(token.NoPos, p.exportFacts)
	if !valueflow.Main(pass) {
		return p.res, nil // findings are made in the main module
	}
	for _, fn := range flow.Funcs {
		if !p.try(fn.Pos(), func() { p.sites(fn) }) {
			p.Found.Sites = slices.DeleteFunc(p.Found.Sites, func(s *exchange.Site) bool { return s.Code.Func == fn })
		}
	}
	p.related()
	sort.SliceStable(p.Found.Sites, func(i, j int) bool {
		return p.Index.Before(p.Found.Sites[i].At.Call.Pos(), p.Found.Sites[j].At.Call.Pos())
	})
	p.res.Sites = p.Found.Sites
	if !p.try(token.NoPos, func() { p.res.Repeats = p.retries.Repeats() }) {
		// Whether a request is sent again is known of none then.
		return &Result{Defects: p.res.Defects}, nil
	}
	return p.res, nil
}

// try runs a phase or a step of one, and notes its panic: see [defect.Try]. It
// reports whether there was none.
func (p *phases) try(pos token.Pos, f func()) bool {
	d := defect.Try(p.Pass, pos, f)
	if d == nil {
		return true
	}
	p.res.Defects = append(p.res.Defects, d)
	clear(p.exchanges.Busy)
	p.retries.Nested = 0
	p.Flow.Abandon()
	return false
}

// sites notes the requests that a function makes.
func (p *phases) sites(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		if !p.Flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, a := range p.exchanges.RequestsOf(call) {
				if s := p.site(fn, call, a); s != nil {
					p.Found.Sites = append(p.Found.Sites, s)
					break // one request, one site, though a helper may send it in two ways
				}
			}
		}
	}
}

func (p *phases) site(fn *ssa.Function, call *ssa.Call, a exchange.Outgoing) *exchange.Site {
	expr := p.Index.Call(call.Pos())
	if expr == nil {
		return nil
	}
	t := p.exchanges.Follow(call, a)
	s := &exchange.Site{
		At:      exchange.Place{Call: expr, Func: p.Index.Func(expr.Pos())},
		By:      exchange.Sender{API: a.API},
		Message: exchange.Message{Method: exchange.MethodOf(a.Message.Method)},
		Code:    exchange.Code{Func: fn, Call: call, Request: a, Trace: t},
	}
	if s.Message.Method == "" {
		var exact bool
		s.Message.Methods, exact = p.exchanges.Methods(a.Message.Method, make(map[exchange.Choice]bool))
		s.Message.MoreMethods = !exact
	}
	s.By.Helper = a.Maker.Helper
	s.Message.URL, _ = exchange.ConstantText(a.Message.URL)
	if !a.Maker.Direct {
		s.By.Via = syntax.Name(expr.Fun)
		s.Code.InHelper = slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool { return t.Fn != nil })
	}
	s.Reply.Escapes, s.Reply.Returned = t.Escapes, len(t.ResultsOf(fn)) > 0
	s.Reply.Looked = a.Inside.Looked
	used := t.FirstUse()
	for _, l := range t.Looks {
		s.Reply.Looked = s.Reply.Looked || used == nil || onTheWay(l, used.At)
	}
	switch {
	case used != nil:
		s.Reply.UsedBy, s.Reply.Used = used.By, p.exchanges.UseNode(used, expr)
	case a.Inside.Fills, a.Inside.Used && p.exchanges.ReturnsData(call, a, t):
		s.Reply.UsedBy, s.Reply.Used = a.API, expr
	}
	s.Reply.Fills = a.Inside.Fills
	s.Reply.Ignored = !t.Touched && used == nil && !s.Reply.Looked && !a.Inside.Used && !s.Reply.Escapes && !s.Reply.Returned
	s.Reply.Err, s.Reply.Failing = p.errorOf(call)
	s.Outcomes = p.retries.Outcomes(call, a, t)
	s.Evidence = p.retries.Evidence(s)
	s.Reply.Var = p.responseVar(call, a)
	if s.Unchecked() && s.Reply.Used != nil {
		c := p.exchanges.Content(s)
		s.Reply.Tested, s.Reply.Inspected = c.Tested, c.Inspected
		for f := fn; f != nil; f = f.Parent() {
			s.Serves = s.Serves || p.exchanges.RespondsToRequests(f)
		}
	}
	s.Clients.All = p.clients(a)
	if pol := p.Policies.Of(a.Message.Client); pol.Retries() {
		s.Clients.Counts = p.retries.Counts(a.Message.Client)
		if pol.RetryAfter == policy.RetryAfterIgnored {
			s.Clients.After = p.retries.Mends(a.Message.Client, nil, func(r *httpmodel.Retrier) httpmodel.Mend { return r.After })
		}
	}
	return s
}

// related notes what the sites of a package have to do with each other.
func (p *phases) related() {
	byCall := make(map[*ssa.Call]*exchange.Site)
	for _, s := range p.Found.Sites {
		byCall[s.Code.Call] = s
	}
	for _, s := range p.Found.Sites {
		if s.Code.Request.Maker.Call != nil {
			s.By.Inner = byCall[s.Code.Request.Maker.Call]
		}
	}
	p.retries.Published()
}

// errorOf returns the variable that a call's last result, an error, is kept in,
// and whether anything is done with it other than to compare it: to close the body
// of a response that came is not to care.
func (p *phases) errorOf(call *ssa.Call) (v *types.Var, looked bool) {
	res := call.Call.Signature().Results()
	if res.Len() == 0 || !typeutil.IsError(res.At(res.Len()-1).Type()) {
		return nil, false
	}
	for _, r := range ssautil.Results(call, res.Len()-1) {
		for _, ref := range *r.Referrers() {
			switch ref.(type) {
			case *ssa.BinOp, *ssa.DebugRef:
			default:
				looked = true
			}
		}
	}
	return p.resultVar(call, res.Len()-1), looked
}

// responseVar returns the variable that holds the *http.Response of a call.
func (p *phases) responseVar(call *ssa.Call, a exchange.Outgoing) *types.Var {
	for _, h := range a.Results {
		if h.What == exchange.TheResponse && h.Path == "" {
			return p.resultVar(call, h.Index)
		}
	}
	return nil
}

// resultVar returns the variable that a result of a call is assigned to, or nil.
func (p *phases) resultVar(call *ssa.Call, i int) *types.Var {
	expr := p.Index.Call(call.Pos())
	for _, file := range p.Pass.Files {
		if expr == nil || file.FileStart > expr.Pos() || expr.Pos() > file.FileEnd {
			continue
		}
		var found *types.Var
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || n.Pos() > expr.Pos() || expr.End() > n.End() {
				return false
			}
			if as, ok := n.(*ast.AssignStmt); ok && len(as.Rhs) == 1 && ast.Unparen(as.Rhs[0]) == expr && i < len(as.Lhs) {
				if id, ok := as.Lhs[i].(*ast.Ident); ok {
					found, _ = p.Pass.TypesInfo.ObjectOf(id).(*types.Var)
				}
			}
			return true
		})
		return found
	}
	return nil
}

// onTheWay reports whether control can come from one of two instructions to the
// other. Those of different functions, a deferred closure's say, count as such.
func onTheWay(a, b ssa.Instruction) bool {
	return a.Parent() != b.Parent() || ssautil.Reaches(a.Block(), b.Block()) || ssautil.Reaches(b.Block(), a.Block())
}

// own returns what a client is that the package makes itself, and nobody else puts there:
// other packages cannot look that up.
func (p *phases) own(client origin.Value) origin.Value {
	made := p.Policies.Origins(client)
	if len(client) == 0 || len(made) == 0 || slices.ContainsFunc(made, func(t *origin.Term) bool { return t.Op != origin.Zero && !closed(t, maxParts) }) {
		return client
	}
	return made
}

// maxParts bounds the clients in transports in clients that are looked into.
const maxParts = 4

// closed reports whether a term is an object of which all is known, and nothing is given
// to the function that makes it.
func closed(t *origin.Term, levels int) bool {
	switch t.Op {
	case origin.Const, origin.Zero:
		return true
	case origin.Object:
		return levels > 0 && !t.Open && !slices.ContainsFunc(t.Fields, func(f origin.Field) bool {
			return slices.ContainsFunc(f.Value, func(u *origin.Term) bool { return !closed(u, levels-1) })
		})
	}
	return false
}

// exportFacts exports what the functions do that another package can call.
func (p *phases) exportFacts() {
	for _, fn := range p.Flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() {
			continue
		}
		f := &exchange.Sends{}
		for _, a := range p.exchanges.ReturnedBy(fn) {
			f.Requests = append(f.Requests, exchange.Request{
				API: a.API, Values: origin.EncodeValues(p.own(a.Message.Client), a.Message.Method, a.Message.URL, a.Message.Body), Opaque: a.Message.Client == nil,
				Results: exchange.ExportParts(a.Results), Looked: a.Inside.Looked, Used: a.Inside.Used, Fills: a.Inside.Fills, Hands: a.Statuses.Returned, Again: a.Statuses.Again,
			})
		}
		for i, q := range fn.Params {
			for _, h := range p.exchanges.PartsOf(q.Type()) {
				h.Index = i
				t := p.exchanges.Handles(exchange.Target{Fn: fn}, h)
				refuses, lets := p.exchanges.Judged(fn, h, t)
				f.Params = append(f.Params, exchange.Param{
					Refuses: refuses, Lets: lets,
					ResponsePart: exchange.ExportParts([]exchange.Result{h})[0], Looks: len(t.Looks) > 0, Uses: len(t.Uses) > 0, Escapes: t.Escapes,
					Touches: t.Touched, Closes: t.Closes, Returns: exchange.ExportParts(t.Distinct(fn)),
				})
			}
		}
		f.Repeats = p.exchanges.Repeated(fn)
		f.Clients = p.exchanges.MadeBy(fn)
		if len(f.Requests)+len(f.Params)+len(f.Repeats)+len(f.Clients) > 0 {
			p.Pass.ExportObjectFact(obj, f)
		}
	}
}
