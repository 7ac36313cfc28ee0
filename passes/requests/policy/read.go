package policy

import (
	literal "go/constant"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Policies answers for the clients of one package.
type Policies struct {
	flow   *valueflow.Result
	writes map[*types.Var][]ssa.Instruction // see kept
	memo   map[*types.Var]origin.Value      // see put
	busy   map[string]bool                  // see OriginsOf
	depth  int
}

// New returns what answers for the clients of a package.
func New(flow *valueflow.Result) *Policies {
	return &Policies{flow: flow, memo: make(map[*types.Var]origin.Value), busy: make(map[string]bool)}
}

// Call returns the policy of the client through which a call sends a request, or
// of the runner that calls a function again; ok says that it is such a call.
func (ps *Policies) Call(call *ssa.Call) (p Policy, ok bool) {
	if row := ps.flow.Row(&call.Call); row != nil && row.Request != nil {
		return ps.Of(ps.flow.EvalCall(row.Request.Client, call)), true
	}
	if retry := ps.flow.Retry(&call.Call); retry != nil {
		return ps.Of(ps.flow.EvalCall(retry.Policy, call)), true
	}
	return Policy{}, false
}

// Of returns the policy of a client, a transport or what a runner is given.
func (ps *Policies) Of(client origin.Value) Policy {
	if ps.depth > 8 { // a transport around itself
		return Policy{}
	}
	ps.depth++
	defer func() { ps.depth-- }()
	var p Policy
	first := true
	for _, t := range ps.Origins(client) {
		if t.Op == origin.Zero {
			continue
		}
		q := ps.ofTerm(t)
		if first {
			p, first = q, false
		} else {
			p = either(p, q)
		}
	}
	return p
}

func (ps *Policies) ofTerm(t *origin.Term) Policy {
	if t.Op == origin.Func {
		return ps.Of(ps.runnerResults(t))
	}
	typ := ps.flow.TypeOf(t)
	if typ == nil {
		return Policy{}
	}
	r := ps.flow.Model().RetrierOf(typ)
	if r == nil {
		return Policy{}
	}
	return ps.read(r, t, PackageOf(typ))
}

// PackageOf returns the import path of a type's package.
func PackageOf(t types.Type) string {
	name := typeutil.Name(t)
	return name[:max(strings.LastIndexByte(name, '.'), 0)]
}

// runnerResults returns what a function gives that a runner calls for it, nil if that is
// not known.
func (ps *Policies) runnerResults(t *origin.Term) origin.Value {
	if t.Fn == nil || len(t.Fn.Blocks) == 0 || len(t.Fn.Params) > 0 {
		return nil
	}
	var results origin.Value
	for _, r := range ps.flow.Summary(t.Fn).Rows {
		if len(r.Results) != 1 {
			return nil
		}
		results = append(results, r.Results[0]...)
	}
	return results
}

// About returns what reads the expressions that the model has about a value.
func (ps *Policies) About(t *origin.Term) func(httpmodel.Expr) origin.Value {
	return func(e httpmodel.Expr) origin.Value {
		if e.Op == 0 {
			return nil
		}
		return ps.Origins(ps.flow.EvalModel(e, origin.Value{t}))
	}
}

// read reads the policy of a value of a type that the model knows.
func (ps *Policies) read(r *httpmodel.Retrier, t *origin.Term, library string) Policy {
	member := ps.About(t)
	if other := member(r.Instead); slices.ContainsFunc(other, notNilTerm) {
		return ps.replaced(other, member(r.Attempts), r.Default != 0)
	}
	p := never()
	if base := member(r.Base); slices.ContainsFunc(base, notNilTerm) {
		p = ps.Of(base)
	}
	if r.Attempts.Op != 0 {
		p = p.bounded(attempts(member(r.Attempts), r), r.Base.Op != 0)
	}
	if r.Elapsed.Op != 0 {
		p.Limit.Elapsed = duration(member(r.Elapsed))
	}
	c := ps.conditionOf(member(r.If), member(r.Unless), r.One).or(ps.condition(member(r.Always)))
	if r.If.Op != 0 || r.Always.Op != 0 {
		p.Statuses, p.Errors = c.statuses, c.errors
		if r.AnyMethod.Op != 0 {
			p.AnyMethod = flag(member(r.AnyMethod))
		}
		p.AnyMethod = p.AnyMethod.and(c.posts)
		if c.retries != nil {
			p = p.bounded(*c.retries+1, r.Attempts.Op != 0)
		}
	}
	if r.Wait.Op != 0 {
		p.Delay, p.RetryAfter = ps.waits(r, member)
	}
	if r.RetryAfter.Op != 0 {
		after := member(r.RetryAfter)
		p.RetryAfter = RetryAfter(text(after))
		if flag(after) == No {
			p.RetryAfter = RetryAfterIgnored
		}
	}
	if r.Rewinds.Op != 0 {
		p.Rewinds = flag(member(r.Rewinds))
	}
	switch {
	case r.Context.Op != 0:
		p.Context = hasContext(member(r.Context))
	case r.Base.Op == 0:
		p.Context = No
	}
	if r.Exhausted.Op != 0 {
		p.Limit.Exhausted = flag(ps.resolved(member(r.Exhausted)))
	}
	if p.Limit.Attempts == 1 {
		open := p.Open
		p = never()
		p.Open = open
	} else {
		p.Layers, p.Library = max(p.Layers, 1), library
	}
	if r.Inner.Op == 0 {
		return p
	}
	inner := member(r.Inner)
	if !slices.ContainsFunc(inner, notNilTerm) {
		return p // the library's own
	}
	q := p.around(ps.Of(inner))
	if slices.ContainsFunc(inner, IsNilTerm) { // or the library's own
		q = either(p, q)
	}
	return q
}

// replaced returns the policy of a Retrier that has another number of attempts, where
// zero says so its own.
func (ps *Policies) replaced(other, attempts origin.Value, zero bool) Policy {
	p := ps.Of(other)
	p.Known = true
	ns, exact := attempts.Ints()
	same := exact && len(slices.Compact(ns)) == 1
	switch {
	case same && ns[0] == 0 && zero || ps.refuses(other):
	case same && ns[0] == 1:
		p = never()
	case p.Limit.Attempts == 1:
		p = Policy{Known: true} // when it would send it again is not known
	case same:
		p.Limit.Attempts = max(ns[0], 0)
	default:
		p.Limit.Attempts = 0
	}
	return p
}

// refuses reports whether a Retrier sends nothing again, however often it may.
func (ps *Policies) refuses(v origin.Value) bool {
	for _, t := range v {
		if t.Op == origin.Func && ps.refuses(ps.runnerResults(t)) {
			continue
		}
		r := ps.flow.Model().RetrierOf(ps.flow.TypeOf(t))
		if IsNilTerm(t) || r == nil || r.Attempts.Op != 0 || r.Base.Op != 0 {
			return false
		}
	}
	return len(v) > 0
}

// IsNilTerm reports whether a term is certainly nil.
func IsNilTerm(t *origin.Term) bool { return t.Op == origin.Zero }

func notNilTerm(t *origin.Term) bool { return !IsNilTerm(t) }

// attempts returns how often a request is sent, 0 if that is not known.
func attempts(v origin.Value, r *httpmodel.Retrier) int {
	ns, exact := v.Ints()
	if !exact || len(slices.Compact(ns)) != 1 {
		return 0
	}
	n := ns[0]
	if n == 0 && r.Default != 0 {
		n = r.Default
	}
	switch {
	case n == 0 && r.Unlimited == httpmodel.ZeroUnlimited, n < 0 && r.Unlimited == httpmodel.NegativeUnlimited:
		return Unbounded
	default:
		return max(n+r.Plus, 1)
	}
}

// duration returns the one duration that v may be, else 0.
func duration(v origin.Value) time.Duration {
	if ns, exact := v.Ints(); exact && len(slices.Compact(ns)) == 1 {
		return time.Duration(ns[0])
	}
	return 0
}

// text returns the one string that v may be, else "".
func text(v origin.Value) string {
	if ss, exact := v.Strings(); exact && len(ss) == 1 {
		return ss[0]
	}
	return ""
}

// flag returns whether v is true, not zero, or not nil.
func flag(v origin.Value) Truth {
	out := Unknown
	for i, t := range v {
		u := Unknown
		switch t.Op {
		case origin.Zero:
			u = No
		case origin.Const:
			switch t.Const.Kind() {
			case literal.Bool:
				u = TruthOf(literal.BoolVal(t.Const))
			case literal.Int, literal.Float:
				u = TruthOf(literal.Sign(t.Const) != 0)
			case literal.String:
				u = TruthOf(literal.StringVal(t.Const) != "")
			}
		case origin.Object, origin.Func:
			u = Yes
		}
		if i == 0 {
			out = u
		} else {
			out = out.Same(u)
		}
	}
	return out
}

// hasContext returns whether there is a context: who hands one on does not hand on nil.
func hasContext(v origin.Value) Truth {
	if f := flag(v); f != Unknown || !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op == origin.Unknown }) {
		return TruthOf(f != No)
	}
	return Unknown
}

// resolved returns v with the functions of libraries in it as what they are where
// they are used as values; others may be anything.
func (ps *Policies) resolved(v origin.Value) origin.Value {
	var out origin.Value
	for _, t := range v {
		switch is := ps.meaning(t); {
		case t.Op != origin.Func:
			out = append(out, t)
		case is != nil:
			out = append(out, is...)
		default:
			out = append(out, origin.AnyValue(false)...)
		}
	}
	return out
}

// meaning returns what a function of a library is where it is used as a value,
// nil if the model does not say.
func (ps *Policies) meaning(t *origin.Term) origin.Value {
	row := ps.flow.RowOf(t)
	if row == nil || row.Is.Op == 0 {
		return nil
	}
	return ps.flow.EvalModel(row.Is, nil)
}

// Rewindable says whether net/http can send a body a second time: there is none,
// or http.NewRequest knows how to begin it again.
func (ps *Policies) Rewindable(body origin.Value) Truth {
	out := Unknown
	for i, t := range body {
		u := Unknown
		switch typ := ps.flow.TypeOf(t); {
		case t.Op == origin.Zero, t.Op == origin.Encoded: // a form, which the client encodes
			u = Yes
		case typ != nil && !types.IsInterface(typ):
			u = TruthOf(httpmodel.Rewindable(typ))
		}
		if i == 0 {
			out = u
		} else {
			out = out.Same(u)
		}
	}
	return out
}

// Body returns the body of the request that a call sends.
func (ps *Policies) Body(call *ssa.Call) origin.Value {
	row := ps.flow.Row(&call.Call)
	switch {
	case row == nil || row.Request == nil:
		return nil
	case row.Request.Body.Op != 0:
		return ps.flow.EvalCall(row.Request.Body, call)
	case row.Request.Message.Op != 0:
		return origin.Select(ps.flow.EvalCall(row.Request.Message, call), "."+httpmodel.MessageBody)
	}
	return origin.Value{{Op: origin.Zero}}
}
