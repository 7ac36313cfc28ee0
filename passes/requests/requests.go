// Package requests says what is asked: every HTTP request that the functions of
// a package make, directly or through a helper, and what becomes of the answer.
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
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer computes the *Result of the package and exports what its functions
// ask, and what they do with the answers that they are given.
var Analyzer = &analysis.Analyzer{
	Name: "requests",
	Doc:  "compute every HTTP request that the functions of a package make",
	URL:  "https://pkg.go.dev/github.com/respvet/respvet/passes/requests",
	Run:  run,
	// Two producers must not ask valueflow at a time; rules of the other one may run
	// meanwhile, they no longer do.
	Requires:   []*analysis.Analyzer{valueflow.Analyzer, responses.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Sends)},
}

// A Result holds what the rules read.
type Result struct {
	Sites   []*Site   // in the order of the source
	Repeats []*Repeat // likewise

	// Defects are the panics of the phases: what was not found out because of one
	// is left out.
	Defects []*defect.Defect
}

// A Site is a call of this package that makes a request and gets the answer.
type Site struct {
	Call *ast.CallExpr
	API  string // what makes the request in the end, as messages name it: "(*http.Client).Do"
	Via  string // the helper that is called, if API is called by it and not here
	// Inner is the helper's own call that makes the request, if that is in this package;
	// Helper is the helper if it is another's.
	Inner  *Site
	Helper *types.Func

	Method string // the request's method, "" if it is not one constant
	// Methods are those that the callers of the function choose, where it is not one
	// constant: the ones that are known. MoreMethods says that there may be others.
	Methods     []string
	MoreMethods bool
	URL         string // its URL, "" if that is not one constant

	// Looked says that the status is looked at, on some way to or from the use of
	// the body: here, by a function that is given the answer, or by the helper.
	Looked bool
	// Used is the expression that first uses the body, nil if none does; UsedBy
	// names what does so.
	Used   ast.Node
	UsedBy string
	// Fills says that the call itself decodes the body of a success into what it
	// was told.
	Fills bool
	// Ignored says that nothing of the answer is looked at: not its body, its
	// status or its header; Failing says that all the same it matters whether there
	// is one: something is done with the call's error.
	Ignored, Failing bool
	// Tested says that what was read of the body is tested, and that a failure comes of
	// it: the server says there whether it worked. Inspected says that some branch
	// depends on it, or that it is decoded into what has a member for errors. Both are
	// known of answers whose status nobody looks at.
	Tested, Inspected bool
	// Serves says that the function answers a request itself.
	Serves bool
	// Returned says that the answer, or a value that holds it, goes to the callers:
	// then the calls of this function are sites as well.
	Returned bool
	// Escapes says that the answer goes where it is not followed to: into a
	// variable of the package, a channel, a function that was not read.
	Escapes bool

	// Answer is the variable that holds the answer, and Err the one that holds the
	// call's error; nil if there is none, or if it is no local variable.
	Answer, Err *types.Var
	// Func is the declaration or literal that the call stands in.
	Func ast.Node
	// Clients are those that the request may go through, nil if they are not all
	// known to be made here, or to be net/http's own.
	Clients []Client
	// After are the settings that have the clients wait as long as Retry-After says, nil
	// if they do, or if not all can be told.
	After []Setting
	// Counts are the calls that tell the clients how often, or when, to send the request
	// again, each of which can tell more; nil if that is not known of all of them.
	Counts []Setting

	Evidence

	// Outcomes are what becomes of the statuses that a later attempt may not get,
	// less those that a helper sees to.
	Outcomes []Outcome

	fn       *ssa.Function
	call     *ssa.Call
	ask      ask
	trace    *trace
	inHelper bool // a function of this package makes the request
}

// Start returns where the request is made.
func (s *Site) Start() token.Pos { return s.Call.Pos() }

// Found are the requests of a package that have been found so far.
type Found struct{ Sites []*Site }

func newProducer(pass *analysis.Pass, flow *valueflow.Result) *producer {
	p := &producer{
		pass: pass, flow: flow, index: syntax.NewIndex(pass), res: &Result{}, found: &Found{},
		asking: make(map[*ssa.Function][]ask), busy: make(map[*ssa.Function]bool),
		handling: make(map[handlingKey]*trace), facts: make(map[*types.Func]*Sends),
		resenders: make(map[int]bool),
		resending: make(map[resending]likelihood),
	}
	p.policies = policy.New(flow)
	return p
}

type producer struct {
	found *Found
	pass  *analysis.Pass
	flow  *valueflow.Result
	res   *Result
	index *syntax.Index

	asking   map[*ssa.Function][]ask
	busy     map[*ssa.Function]bool
	handling map[handlingKey]*trace
	facts    map[*types.Func]*Sends
	callers  map[*ssa.Function][]caller // see callersOf

	resenders map[int]bool // see hasResender
	resending map[resending]likelihood
	nested    int // transports that are being looked into, see maxNested
	policies  *policy.Policies
	counters  map[token.Pos][]Setting // see counts
}

func run(pass *analysis.Pass) (any, error) {
	flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
	p := newProducer(pass, flow)
	if flow.Pkg == nil || !p.concerned() {
		return p.res, nil
	}
	p.try(token.NoPos, p.exportFacts)
	if !valueflow.Main(pass) {
		return p.res, nil // findings are made in the main module
	}
	for _, fn := range flow.Funcs {
		if !p.try(fn.Pos(), func() { p.sites(fn) }) {
			p.found.Sites = slices.DeleteFunc(p.found.Sites, func(s *Site) bool { return s.fn == fn })
		}
	}
	p.related()
	sort.SliceStable(p.found.Sites, func(i, j int) bool {
		return p.index.Before(p.found.Sites[i].Call.Pos(), p.found.Sites[j].Call.Pos())
	})
	p.res.Sites = p.found.Sites
	if !p.try(token.NoPos, func() { p.res.Repeats = p.repeats() }) {
		// Whether a request is sent again is known of none then.
		return &Result{Defects: p.res.Defects}, nil
	}
	return p.res, nil
}

// try runs a phase or a step of one, and notes its panic: see [defect.Try]. It
// reports whether there was none.
func (p *producer) try(pos token.Pos, f func()) bool {
	d := defect.Try(p.pass, pos, f)
	if d == nil {
		return true
	}
	p.res.Defects = append(p.res.Defects, d)
	clear(p.busy)
	p.nested = 0
	p.flow.Abandon()
	return false
}

// sites notes the requests that a function makes.
func (p *producer) sites(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		if !p.flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, a := range p.asks(call) {
				if s := p.site(fn, call, a); s != nil {
					p.found.Sites = append(p.found.Sites, s)
					break // one request, one site, though a helper may send it in two ways
				}
			}
		}
	}
}

func (p *producer) site(fn *ssa.Function, call *ssa.Call, a ask) *Site {
	expr := p.index.Call(call.Pos())
	if expr == nil {
		return nil
	}
	t := p.follow(call, a)
	s := &Site{Call: expr, API: a.api, Method: methodOf(a.method), Func: p.index.Func(expr.Pos()), fn: fn, call: call, ask: a, trace: t}
	if s.Method == "" {
		var exact bool
		s.Methods, exact = p.methods(a.method, make(map[choice]bool))
		s.MoreMethods = !exact
	}
	s.Helper = a.helper
	s.URL, _ = constantText(a.url)
	if !a.direct {
		s.Via = syntax.Name(expr.Fun)
		s.inHelper = slices.ContainsFunc(p.flow.Targets(call), func(t valueflow.Target) bool { return t.Fn != nil })
	}
	s.Escapes, s.Returned = t.escapes, len(t.handed(fn)) > 0
	s.Looked = a.looked
	used := t.firstUse()
	for _, l := range t.looks {
		s.Looked = s.Looked || used == nil || onTheWay(l, used.at)
	}
	switch {
	case used != nil:
		s.UsedBy, s.Used = used.by, p.useNode(used, expr)
	case a.fills, a.used && p.givesData(call, a, t):
		s.UsedBy, s.Used = a.api, expr
	}
	s.Fills = a.fills
	s.Ignored = !t.touched && used == nil && !s.Looked && !a.used && !s.Escapes && !s.Returned
	s.Err, s.Failing = p.errorOf(call)
	s.Outcomes = p.outcomes(call, a, t)
	s.Evidence = p.evidence(s)
	s.Answer = p.answerVar(call, a)
	if s.Unchecked() && s.Used != nil {
		c := p.content(s)
		s.Tested, s.Inspected = c.tested, c.inspected
		for f := fn; f != nil; f = f.Parent() {
			s.Serves = s.Serves || p.answersRequests(f)
		}
	}
	s.Clients = p.clients(a)
	if pol := p.policies.Of(a.client); pol.Retries() {
		s.Counts = p.counts(a.client)
		if pol.RetryAfter == policy.RetryAfterIgnored {
			s.After = p.mends(a.client, nil, func(r *httpmodel.Retrier) httpmodel.Mend { return r.After })
		}
	}
	return s
}

// related notes what the sites of a package have to do with each other.
func (p *producer) related() {
	byCall := make(map[*ssa.Call]*Site)
	for _, s := range p.found.Sites {
		byCall[s.call] = s
	}
	for _, s := range p.found.Sites {
		if s.ask.at != nil {
			s.Inner = byCall[s.ask.at]
		}
	}
	p.published()
}

// Cause returns the site that decides what becomes of the request: the call in the
// innermost helper of this package.
func (s *Site) Cause() *Site {
	for range maxClimb {
		if s.Inner == nil {
			break
		}
		s = s.Inner
	}
	return s
}

// A choice is a parameter, or a member of one, whose value the callers choose.
type choice struct {
	param *ssa.Parameter
	path  string
}

// methods returns the methods that a value may be: constants, and what the callers of
// the function give it, be it the method or the request that has it. They are exact if
// there are no others: callers in other packages choose what they like.
func (p *producer) methods(v origin.Value, seen map[choice]bool) (ms []string, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		if q := parameter(t); q != nil {
			if seen[choice{q, t.Path}] {
				continue // what its callers give is among the others
			}
			seen[choice{q, t.Path}] = true
			obj, _ := t.Fn.Object().(*types.Func)
			callers := p.callersOf(t.Fn)
			exact = exact && len(callers) > 0 && (obj == nil || !obj.Exported())
			for _, by := range callers {
				arg, ok := p.argumentOf(t, by)
				if !ok {
					exact = false
					continue
				}
				more, all := p.methods(arg, seen)
				ms, exact = append(ms, more...), exact && all
			}
			continue
		}
		m, known := constantText(origin.Value{t})
		if !known {
			exact = false
			continue
		}
		if m == "" {
			m = "GET"
		}
		ms = append(ms, strings.ToUpper(m))
	}
	slices.Sort(ms)
	return slices.Compact(ms), exact
}

// parameter returns the parameter that a term is, or is a member of, or nil.
func parameter(t *origin.Term) *ssa.Parameter {
	if t.Op != origin.Param || t.Fn == nil || t.Index >= len(t.Fn.Params) {
		return nil
	}
	return t.Fn.Params[t.Index]
}

// argumentOf returns what a caller gives for a parameter, or for a member of one.
func (p *producer) argumentOf(t *origin.Term, by caller) (origin.Value, bool) {
	if by.call == nil || t.Index >= len(ssautil.Args(&by.call.Call)) {
		return nil, false
	}
	arg := p.flow.Eval(ssautil.Args(&by.call.Call)[t.Index], by.call)
	if t.Path == "" {
		return arg, true
	}
	return origin.Select(arg.NotNil(), t.Path), true
}

// Idempotent reports whether a request may be sent again: by its method, if that is
// known, or because it carries a key. One with a method that is not known is left to
// those who choose it; Sure says that some of them certainly do so.
func (s *Site) Idempotent() (may, sure bool) {
	switch {
	case s.Keyed:
		return true, true
	case s.Method != "":
		return policy.Idempotent(s.Method), policy.Idempotent(s.Method)
	}
	some := slices.ContainsFunc(s.Methods, policy.Idempotent)
	return some || s.MoreMethods, some
}

// givesData reports whether something of what a helper gives is used that is
// neither the answer, nor its status, nor an error: what it has read of the body.
func (p *producer) givesData(call *ssa.Call, a ask, t *trace) bool {
	res := call.Call.Signature().Results()
	for i := range res.Len() {
		if typeutil.IsError(res.At(i).Type()) || slices.ContainsFunc(a.results, func(h held) bool { return h.index == i }) {
			continue
		}
		for _, v := range ssautil.Results(call, i) {
			if len(*v.Referrers()) > 0 {
				return true
			}
		}
	}
	return t.touched
}

// useNode returns the syntax of a use in the function of the site.
func (p *producer) useNode(u *use, call *ast.CallExpr) ast.Node {
	if e := p.index.Call(u.at.Pos()); e != nil {
		return e
	}
	return call
}

// errorOf returns the variable that a call's last result, an error, is kept in,
// and whether anything is done with it other than to compare it: to close the body
// of an answer that came is not to care.
func (p *producer) errorOf(call *ssa.Call) (v *types.Var, looked bool) {
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

// answerVar returns the variable that holds the *http.Response of a call.
func (p *producer) answerVar(call *ssa.Call, a ask) *types.Var {
	for _, h := range a.results {
		if h.what == theAnswer && h.path == "" {
			return p.resultVar(call, h.index)
		}
	}
	return nil
}

// resultVar returns the variable that a result of a call is assigned to, or nil.
func (p *producer) resultVar(call *ssa.Call, i int) *types.Var {
	expr := p.index.Call(call.Pos())
	for _, file := range p.pass.Files {
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
					found, _ = p.pass.TypesInfo.ObjectOf(id).(*types.Var)
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

// Unchecked reports whether an answer counts as a success whatever its status:
// its body is used, or the call is one that changes something on the server and
// is believed to have done so.
func (s *Site) Unchecked() bool {
	if s.Looked || s.Tested || s.Escapes || s.Returned || s.Method == "HEAD" {
		return false
	}
	return s.Used != nil || s.Ignored && s.Failing && changes[s.Method]
}

// changes holds the methods that are sent for what they do.
var changes = map[string]bool{"POST": true, "PUT": true, "PATCH": true, "DELETE": true}
