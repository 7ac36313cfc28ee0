package requests

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// tried are the statuses that are tried out on every request: those that a later
// attempt may not get.
var tried = [...]int{429, 500, 502, 503, 504}

// An Outcome is what becomes of a status that a request gets.
type Outcome struct {
	Status int
	Fate   Fate
	// Error is the constant text that the error begins with which it becomes, "" if
	// there is none.
	Error string
	// Runner names what would run the request again after an error, and gets none for
	// the status; "" if there is no such runner.
	Runner string
	// ByClient says that Runner is the client that the request goes through.
	ByClient bool
}

// A Fate is what becomes of a request that failed.
type Fate uint8

const (
	Uncertain Fate = iota // it is not known: somebody may send the request again
	SentAgain             // the request is sent again
	HandedOn              // the answer goes to the callers, whose calls are sites as well
	Fails                 // it becomes an error, and the request is not sent again
	Drops                 // nothing comes of it, and the request is not sent again
)

// outcomes returns what becomes of each status.
func (p *producer) outcomes(call *ssa.Call, a ask, t *trace) []Outcome {
	var policy policy.Policy
	if a.client != nil {
		policy = p.policies.Of(a.client)
	}
	var out []Outcome
	for _, status := range tried {
		if !a.direct && !slices.Contains(a.hands, status) {
			continue // the helper sees to it, and is a site of its own
		}
		out = append(out, p.outcome(call, a, t, policy, status))
	}
	return out
}

func (p *producer) outcome(call *ssa.Call, a ask, t *trace, pol policy.Policy, status int) Outcome {
	o := Outcome{Status: status}
	switch p.resent(a, pol, status) {
	case sure:
		o.Fate = SentAgain
		return o
	case perhaps:
		return o
	}
	f := p.fateOf(call, a, t, status)
	o.Error = f.text
	switch {
	case f.blind:
		o.Runner = apiName(&f.runner.Call)
	case pol.Retries() && !pol.Open && pol.Errors == policy.Yes && pol.Statuses == policy.All(policy.No):
		o.ByClient = true
		o.Runner = p.packageName(pol.Library) + "'s client"
	}
	switch {
	case f.again:
		o.Fate = SentAgain
	case f.unknown || t.escapes:
		o.Fate = Uncertain
	case f.handed:
		o.Fate = HandedOn
	case f.fails:
		o.Fate = Fails
	case f.drops:
		o.Fate = Drops
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
func (p *producer) resent(a ask, pol policy.Policy, status int) likelihood {
	if slices.Contains(a.again, status) {
		return sure
	}
	if a.client == nil {
		return perhaps // an interface, a function value
	}
	method := methodOf(a.method)
	if pol.Retries() && !(pol.AnyMethod == policy.No && (method == "POST" || method == "PATCH")) {
		switch pol.Statuses.Of(status) {
		case policy.Yes:
			return sure
		case policy.Unknown:
			return perhaps
		}
	}
	out := not
	for _, t := range p.policies.Origins(a.client) {
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
func (p *producer) transports(t *origin.Term, status int) likelihood {
	if t.Op == origin.Zero {
		return not
	}
	if p.nested > maxNested || t.Op == origin.Opaque {
		return perhaps
	}
	p.nested++
	defer func() { p.nested-- }()
	typ := p.flow.TypeOf(t)
	if r := httpmodel.RetrierOf(typ); r != nil && policy.PackageOf(typ) != "net/http" {
		out := not // its policy has said so
		for _, u := range p.policies.About(t)(r.Inner) {
			out = max(out, p.transports(u, status))
		}
		return out
	}
	if obj := typeMethod(typ, "RoundTrip"); obj != nil && !strings.HasPrefix(obj.FullName(), "(*net/http.") {
		return p.resends(obj, status)
	}
	if t.Op == origin.Object {
		if next, ok := t.Member("Transport"); ok {
			out := not
			for _, u := range p.policies.Origins(next) {
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
func (p *producer) resends(obj *types.Func, status int) likelihood {
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

func (p *producer) findResends(obj *types.Func, status int) likelihood {
	var as []ask
	if obj.Pkg() == p.pass.Pkg {
		fn := p.flow.Pkg.Prog.FuncValue(obj.Origin())
		if fn == nil {
			return perhaps
		}
		as = p.askedBy(fn)
	} else if f := p.imported(obj); f != nil {
		as = f.asks()
	}
	if len(as) == 0 {
		return perhaps
	}
	out := not
	for _, a := range as {
		if slices.Contains(a.again, status) {
			return sure
		}
		out = max(out, p.resent(a, p.policies.Of(a.client), status))
	}
	return out
}

// hasResender reports whether a method or function of the package that sends requests
// as a transport does sends them again.
func (p *producer) hasResender(status int) bool {
	if r, ok := p.resenders[status]; ok {
		return r
	}
	p.resenders[status] = false
	found := false
	for _, fn := range p.flow.Funcs {
		if roundTrips(fn.Signature) && (fn.Name() == "RoundTrip" || fn.Parent() != nil) {
			for _, a := range p.askedBy(fn) {
				found = found || slices.Contains(a.again, status)
			}
		}
	}
	p.resenders[status] = found
	return found
}

// typeMethod returns a method of a type, or nil.
func typeMethod(t types.Type, name string) *types.Func {
	if t == nil || types.IsInterface(t) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	m, _ := obj.(*types.Func)
	return m
}

// refused returns the results of another package's function that looks at a
// status for its caller: an error, or none.
func (p *producer) refused(obj *types.Func, args []ssa.Value, w *walker) [][]guess {
	f := p.imported(obj)
	if f == nil {
		return nil
	}
	n := obj.Signature().Results().Len()
	for i, a := range args {
		for _, h := range w.t.items[a] {
			for _, q := range f.Params {
				if q.Held != (Held{i, h.path, uint8(h.what)}) || n == 0 {
					continue
				}
				row := make([]guess, n)
				switch {
				case slices.Contains(q.Refuses, w.Status):
					row[n-1] = guess{kind: isSome}
				case slices.Contains(q.Lets, w.Status):
					row[n-1] = guess{kind: isNone}
				}
				return [][]guess{row}
			}
		}
	}
	return nil
}

// judged returns the statuses for which a function that is given an answer, or
// its status, returns an error, and those for which it does not.
func (p *producer) judged(fn *ssa.Function, h held, t *trace) (refuses, lets []int) {
	n := fn.Signature.Results().Len()
	if n == 0 || !typeutil.IsError(fn.Signature.Results().At(n-1).Type()) {
		return nil, nil
	}
	for _, status := range tried {
		w := &walker{p: p, t: t, Scenario: policy.Scenario{Status: status}, steps: maxSteps, seen: make(map[string]bool)}
		w.enter(nil, fn.Blocks[0], make(map[ssa.Value]guess))
		if w.course.spent {
			continue
		}
		switch gs := w.course.joined(); {
		case len(gs) != n:
		case gs[n-1].kind == isSome:
			refuses = append(refuses, status)
		case gs[n-1].kind == isNone:
			lets = append(lets, status)
		}
	}
	return refuses, lets
}

// repeated returns the parameters that are functions which a function calls again
// where they return an error, and only there: one that looks at what else they
// return may see more.
func (p *producer) repeated(fn *ssa.Function) []int {
	var out []int
	for i, q := range fn.Params {
		sig, ok := q.Type().Underlying().(*types.Signature)
		if !ok || sig.Results().Len() == 0 || !typeutil.IsError(sig.Results().At(sig.Results().Len()-1).Type()) {
			continue
		}
		for _, by := range p.calledAs(q) {
			if by.call == nil {
				continue
			}
			again := func(kind guessKind) bool {
				gs := make([]guess, sig.Results().Len())
				gs[len(gs)-1] = guess{kind: kind}
				return p.courseFrom(by.call, &trace{}, policy.Scenario{}, gs).again
			}
			if again(isSome) && !again(isNone) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}
