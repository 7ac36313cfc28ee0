package retry

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Outcomes returns what becomes of each status.
func (p *Retries) Outcomes(call *ssa.Call, a exchange.Outgoing, t *exchange.Trace) []exchange.Outcome {
	var policy policy.Policy
	if a.Message.Client != nil {
		policy = p.Policies.Of(a.Message.Client)
	}
	var out []exchange.Outcome
	for _, status := range exchange.Tried {
		if !a.Maker.Direct && !slices.Contains(a.Statuses.Returned, status) {
			continue // the helper sees to it, and is a site of its own
		}
		out = append(out, p.outcome(call, a, t, policy, status))
	}
	return out
}

func (p *Retries) outcome(call *ssa.Call, a exchange.Outgoing, t *exchange.Trace, pol policy.Policy, status int) exchange.Outcome {
	o := exchange.Outcome{Status: status}
	switch p.resent(a, pol, status) {
	case sure:
		o.Fate = exchange.SentAgain
		return o
	case perhaps:
		return o
	}
	f := p.exchanges.FateOf(call, a, t, status)
	o.Error = f.Text
	switch {
	case f.Blind:
		o.Runner = p.exchanges.APIName(&f.Runner.Call)
	case pol.Retries() && !pol.Open && pol.Errors == policy.Yes && pol.Statuses == policy.All(policy.No):
		o.ByClient = true
		o.Runner = p.exchanges.PackageName(pol.Library) + "'s client"
	}
	switch {
	case f.Again:
		o.Fate = exchange.SentAgain
	case f.Unknown || t.Escapes:
		o.Fate = exchange.Uncertain
	case f.Handed:
		o.Fate = exchange.PassedOn
	case f.Fails:
		o.Fate = exchange.Fails
	case f.Drops:
		o.Fate = exchange.Drops
	}
	return o
}

// A likelihood is what is known of a client: whether it sends a request again.
type likelihood uint8

const (
	not likelihood = iota
	perhaps
	sure
)

// resent says whether the client, its transport or the helper that asks sends a
// request again after a status.
func (p *Retries) resent(a exchange.Outgoing, pol policy.Policy, status int) likelihood {
	if slices.Contains(a.Statuses.Again, status) {
		return sure
	}
	if a.Message.Client == nil {
		return perhaps // an interface, a function value
	}
	method := exchange.MethodOf(a.Message.Method)
	if pol.Retries() && !(pol.AnyMethod == policy.No && (method == "POST" || method == "PATCH")) {
		switch pol.Statuses.Of(status) {
		case policy.Yes:
			return sure
		case policy.Unknown:
			return perhaps
		}
	}
	out := not
	for _, t := range p.Policies.Origins(a.Message.Client) {
		out = max(out, p.transports(t, status))
	}
	return out
}

// maxNested bounds the transports that stand around each other: a client that is
// made anew from its own transport has no innermost one.
const maxNested = 8

// transports says whether a client or a transport sends a request again. What a
// caller or a field gives that no code of the package is seen to set is taken
// for net/http's, which does not, if the package has no transport that does; what a
// function gives that was not read may be anything.
func (p *Retries) transports(t *origin.Term, status int) likelihood {
	if t.Op == origin.Zero || policy.IsStandard(t) {
		return not
	}
	if p.Nested > maxNested || t.Op == origin.Opaque {
		return perhaps
	}
	p.Nested++
	defer func() { p.Nested-- }()
	typ := p.Flow.TypeOf(t)
	if r := p.Flow.Model().RetrierOf(typ); r != nil && policy.PackageOf(typ) != "net/http" {
		out := not // its policy has said so
		for _, u := range p.Policies.About(t)(r.Inner) {
			out = max(out, p.transports(u, status))
		}
		return out
	}
	if obj := exchange.TypeMethod(typ, "RoundTrip"); obj != nil && !strings.HasPrefix(obj.FullName(), "(*net/http.") {
		return p.resends(obj, status)
	}
	if t.Op == origin.Object {
		if next, ok := t.Member("Transport"); ok {
			out := not
			for _, u := range p.Policies.Origins(next) {
				out = max(out, p.transports(u, status))
			}
			return out
		}
		if !t.Open {
			return not
		}
	}
	if p.hasResender(status) {
		return perhaps
	}
	return not
}

// resends says whether a method that sends requests, of this package or another,
// sends one again after a status. Of one that asks itself again, through whatever
// transports, no more is known than that it may.
func (p *Retries) resends(obj *types.Func, status int) likelihood {
	key := resending{obj.Origin(), status}
	if l, ok := p.resending[key]; ok {
		return l
	}
	p.resending[key] = perhaps
	p.resending[key] = p.findResends(obj, status)
	return p.resending[key]
}

// A resending is a method that sends requests, and a status that it may get.
type resending struct {
	method *types.Func
	status int
}

func (p *Retries) findResends(obj *types.Func, status int) likelihood {
	var as []exchange.Outgoing
	if obj.Pkg() == p.Pass.Pkg {
		fn := p.Flow.Pkg.Prog.FuncValue(obj.Origin())
		if fn == nil {
			return perhaps
		}
		as = p.exchanges.ReturnedBy(fn)
	} else if f := p.exchanges.Imported(obj); f != nil {
		as = f.Requested()
	}
	if len(as) == 0 {
		return perhaps
	}
	out := not
	for _, a := range as {
		if slices.Contains(a.Statuses.Again, status) {
			return sure
		}
		out = max(out, p.resent(a, p.Policies.Of(a.Message.Client), status))
	}
	return out
}

// hasResender reports whether a method or function of the package that sends requests
// as a transport does sends them again.
func (p *Retries) hasResender(status int) bool {
	if r, ok := p.resenders[status]; ok {
		return r
	}
	p.resenders[status] = false
	found := false
	for _, fn := range p.Flow.Funcs {
		if !p.Index.InTest(fn.Pos()) && exchange.RoundTrips(fn.Signature) && (fn.Name() == "RoundTrip" || fn.Parent() != nil) {
			for _, a := range p.exchanges.ReturnedBy(fn) {
				found = found || slices.Contains(a.Statuses.Again, status)
			}
		}
	}
	p.resenders[status] = found
	return found
}
