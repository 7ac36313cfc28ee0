package retry

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Repeat is what sends a request again: the client that it goes through, a
// runner of functions around it, or a loop. Its Policy says how.
type Repeat struct {
	policy.Policy
	// Sites are the requests of the package that are sent again so.
	Sites []*exchange.Site
	// At is where the policy is decided: the call that makes the client or runs the
	// function, or the loop's statement.
	At ast.Node
	// Loop is nil for a client and for a runner.
	Loop *Loop
	// Runs says that it runs a function again, which says with an error that it
	// failed; Name is the runner's name then, as messages give it.
	Runs bool
	Name string
	// Spent are the bodies, and the requests with one, that are made before the first
	// attempt and have been read when they are sent again.
	Spent []*Spent
	// Left is the request of a function that is run again and that may fail with the body
	// of its response open; nil if there is none.
	Left *exchange.Site
	// What the library's client or runner can be told: to give up after some attempts,
	// to wait for longer each time and to leave some of that to chance, to do that
	// alone, and to look at Retry-After. Nil where it cannot be told.
	Bound, Grow, Jitter, After []exchange.Setting
}

// Repeats notes what sends the requests of the package again. What several
// requests have in common is noted once.
func (p *Retries) Repeats() (list []*Repeat) {
	seen := make(map[token.Pos]*Repeat)
	add := func(r *Repeat) {
		if r == nil {
			return
		}
		first := seen[r.At.Pos()]
		if first == nil {
			seen[r.At.Pos()] = r
			list = append(list, r)
		} else if !slices.Contains(first.Sites, r.Sites[0]) {
			first.Sites = append(first.Sites, r.Sites[0])
			first.Spent = append(first.Spent, r.Spent...)
			if first.Left == nil {
				first.Left = r.Left
			}
		}
	}
	bySite := make(map[*ssa.Call]*exchange.Site)
	for _, s := range p.Found.Sites {
		bySite[s.Code.Call] = s
	}
	var frames []frame
	for _, s := range p.Found.Sites {
		if !s.Code.Request.Maker.Direct && s.Code.InHelper {
			continue // its helper's request is looked at, and who calls that
		}
		if s.Code.Request.Maker.Direct {
			add(p.byClient(s))
		}
		frames = append(frames, frame{site: s, call: s.Code.Call, trace: s.Code.Trace, of: func(o policy.Scenario) []exchange.Approx { return s.Code.Request.Got(s.Code.Call, o) }})
	}
	// What is known of a request in its own loop comes before what is known of it as one
	// that another function may make: a transport that another transport may be given.
	for _, f := range frames {
		add(p.byLoop(f.site, f))
	}
	for _, f := range frames {
		p.around(f.site, f, bySite, make(map[*ssa.Function]bool), 0, add)
	}
	slices.SortStableFunc(list, func(a, b *Repeat) int {
		switch {
		case p.Index.Before(a.At.Pos(), b.At.Pos()):
			return -1
		case p.Index.Before(b.At.Pos(), a.At.Pos()):
			return 1
		}
		return 0
	})
	return list
}

// A frame is a call through which a request is made, and what it gives for an
// outcome of the request.
type frame struct {
	site  *exchange.Site // of the request itself
	call  *ssa.Call
	trace *exchange.Trace
	of    func(policy.Scenario) []exchange.Approx
	inner *frame // the call in the function that this one runs; nil for what makes the request
}

// around looks for what runs a function again that makes a request: loops and
// runners in its callers.
func (p *Retries) around(s *exchange.Site, f frame, sites map[*ssa.Call]*exchange.Site, seen map[*ssa.Function]bool, depth int, add func(*Repeat)) {
	fn := f.call.Parent()
	if seen[fn] || depth > exchange.MaxClimb {
		return
	}
	seen[fn] = true
	memo := make(map[policy.Scenario][]exchange.Approx)
	results := func(o policy.Scenario) []exchange.Approx {
		gs, ok := memo[o]
		if !ok {
			c := p.exchanges.CourseFrom(f.call, f.trace, o, f.of(o))
			gs = c.Joined()
			memo[o] = gs
		}
		return gs
	}
	inner := func(by *ssa.Call) {
		if p.Index.Call(by.Pos()) == nil {
			return
		}
		at, up := s, frame{site: f.site, call: by, trace: f.trace, of: results, inner: &f}
		if own := sites[by]; own != nil {
			at, up.trace = own, own.Code.Trace // the response is given to this caller
		}
		add(p.byLoop(at, up))
		p.around(at, up, sites, seen, depth+1, add)
	}
	for _, by := range p.exchanges.CallersOf(fn) {
		switch {
		case by.Runner != nil:
			if len(by.Calls) == 0 {
				add(p.byRunner(s, f, by.Runner))
			}
			for _, c := range by.Calls {
				if c.Call != nil {
					inner(c.Call)
				}
			}
		case by.Call != nil:
			inner(by.Call)
		}
	}
}

// byRunner returns how a request is sent again by a runner that the model knows.
func (p *Retries) byRunner(s *exchange.Site, f frame, runner *ssa.Call) *Repeat {
	pol, ok := p.Policies.Call(runner)
	expr := p.Index.Call(runner.Pos())
	if expr == nil || ok && !pol.Retries() {
		return nil // of another module's runner no more is known than that it runs it again
	}
	r := &Repeat{Policy: pol, Sites: []*exchange.Site{s}, At: expr, Runs: true, Name: p.exchanges.APIName(&runner.Call)}
	if retry := p.Flow.Retry(&runner.Call); retry != nil {
		p.settings(r, p.Flow.EvalCall(retry.Policy, runner), runner)
	}
	r.Left = p.left(f, runner)
	if pol.Rewinds != policy.Yes {
		p.spend(r, f, whole(f.call.Parent()))
	}
	return r
}

// settings notes what can be told to what sends requests again.
func (p *Retries) settings(r *Repeat, values origin.Value, runner *ssa.Call) {
	r.Bound = p.Mends(values, runner, func(r *httpmodel.Retrier) httpmodel.Mend { return r.Bound })
	r.Grow = p.Mends(values, runner, func(r *httpmodel.Retrier) httpmodel.Mend { return r.Grow })
	r.Jitter = p.Mends(values, runner, func(r *httpmodel.Retrier) httpmodel.Mend { return r.Jitter })
	r.After = p.Mends(values, runner, func(r *httpmodel.Retrier) httpmodel.Mend { return r.After })
}

// byClient returns how a request is sent again by the client that it goes through.
func (p *Retries) byClient(s *exchange.Site) *Repeat {
	if s.Code.Request.Message.Client == nil {
		return nil
	}
	policy := p.Policies.Of(s.Code.Request.Message.Client)
	if !policy.Retries() || policy.Library == "" {
		return nil
	}
	r := &Repeat{Policy: policy, Sites: []*exchange.Site{s}, At: s.At.Call}
	p.settings(r, s.Code.Request.Message.Client, nil)
	var made ast.Node
	for _, t := range p.Policies.Origins(s.Code.Request.Message.Client) {
		if t.Op != origin.Object || made != nil {
			return r // of one of several
		}
		if e := p.Index.Call(t.Pos); e != nil {
			made = e
		}
	}
	if made != nil {
		r.At = made
	}
	return r
}

// Start returns where the policy is decided.
func (r *Repeat) Start() token.Pos { return r.At.Pos() }
