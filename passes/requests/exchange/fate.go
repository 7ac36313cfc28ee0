package exchange

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/ssa"
)

// A fate is what becomes of a failure, in the end.
type fate struct {
	Again   bool // somebody comes back to the request
	Unknown bool // perhaps somebody does
	Handed  bool // the response itself goes to callers, who are sites of their own
	Fails   bool // it becomes an error
	Drops   bool // nothing comes of it
	Runner  *ssa.Call
	Blind   bool // runner runs the request again where that fails, but a status is no failure there
	Text    string
}

// successes are the statuses that a request succeeds with: one may be all that its
// function takes for a success.
var successes = [...]int{200, 201, 202, 204}

// FateOf returns what becomes of a status that a call gets.
func (p *Exchanges) FateOf(call *ssa.Call, a Outgoing, t *Trace, status int) fate {
	o := policy.Scenario{Status: status}
	c := p.CourseFrom(call, t, o, a.Got(call, o))
	f := fate{Again: c.Again, Unknown: c.Spent}
	fn := call.Parent()
	reads, several := false, false
	var good []course // the ways of each success, if they matter
	for _, e := range c.exits {
		n := len(e.results)
		if n > 0 && !e.handed && typeutil.IsError(fn.Signature.Results().At(n-1).Type()) && e.results[n-1].Kind != IsNone {
			if good == nil {
				for _, success := range successes {
					good = append(good, p.CourseFrom(call, t, policy.Scenario{Status: success}, arrived(call)))
				}
			}
			if !slices.ContainsFunc(good, func(c course) bool { return !c.has(e) }) { // the status does not lead there
				reads = true
				continue
			}
		}
		switch {
		case e.handed:
			f.Handed = true
		case n > 0 && !typeutil.IsError(fn.Signature.Results().At(n-1).Type()):
			f.Unknown = true // it says so in a way of its own: false
		case n == 0 || e.results[n-1].Kind == IsNone:
			if p.RespondsToRequests(fn) {
				f.Unknown = true // it is told to a client, perhaps as it came
			} else {
				f.Drops = true
			}
		case e.results[n-1].Kind == unsure && p.ofReading(e.ret, n-1):
			reads = true // the status is taken for a success
		default:
			f.Fails = true
			switch s := p.errorText(e.ret.Results[n-1], e.ret); f.Text {
			case "", s:
				f.Text = s
			default:
				several = true
			}
		}
	}
	if several {
		f.Text = ""
	}
	f.Unknown = f.Unknown || reads && !f.Fails
	if !f.Again && !f.Unknown {
		p.climb(&f, fn, &c, t, status, make(map[*ssa.Function]bool), 0)
	}
	return f
}

// has reports whether a course leads to an exit, with the same results.
func (c *course) has(e exit) bool {
	return slices.ContainsFunc(c.exits, func(o exit) bool { return o.ret == e.ret && slices.Equal(o.results, e.results) })
}

// ofReading reports whether a result is the error of a library's call that fails for
// reasons of its own: what reads or decodes a body looks at no status.
func (p *Exchanges) ofReading(ret *ssa.Return, i int) bool {
	err := returnedAs(ret, i)
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	call, ok := err.(*ssa.Call)
	return ok && p.Flow.Row(&call.Call) != nil
}

// climb looks at what the callers of a function do about a course of it.
func (p *Exchanges) climb(f *fate, fn *ssa.Function, c *course, t *Trace, status int, seen map[*ssa.Function]bool, depth int) {
	if seen[fn] || f.Again {
		return
	}
	seen[fn] = true
	if depth > MaxClimb {
		f.Unknown = true
		return
	}
	results := c.Joined()
	for _, by := range p.CallersOf(fn) {
		switch {
		case by.lost:
			f.Unknown = true
		case by.Runner != nil:
			f.Runner = by.Runner
			n := len(results)
			if r := p.Flow.Retry(&by.Runner.Call); r != nil && r.Until && n == 2 {
				f.until(results, r.Policy.Op != 0)
				continue
			}
			switch {
			case n == 0 || results[n-1].Kind == IsNone:
				f.Blind = true
			default:
				f.Again = true // or told not to
			}
		case by.beside != nil:
			again, unknown := p.rerun(by.beside, seen, depth+1)
			f.Again, f.Unknown = f.Again || again, f.Unknown || unknown
		case by.Call != nil:
			up := p.CourseFrom(by.Call, t, policy.Scenario{Status: status}, results)
			f.Again = f.Again || up.Again
			f.Unknown = f.Unknown || up.Spent
			p.climb(f, by.Call.Parent(), &up, t, status, seen, depth+1)
		}
	}
}

// until adds what a runner makes of the results of a function that it runs until that is
// done. One that only polls may wait for any answer at all.
func (f *fate) until(results []Approx, retries bool) {
	switch done, err := results[0], results[1]; {
	case err.Kind == IsSome: // it ends there
	case err.Kind != IsNone || done.Kind != isBool || done.n == 1 && !retries:
		f.Unknown = true
	case done.n == 1:
		f.Blind = true
	default:
		f.Again = true
	}
}

// rerun says whether an instruction that runs a function beside its own, and so learns
// nothing of what becomes of it, is come to again: by a loop around it, a ticker's say,
// or because its function is run again.
func (p *Exchanges) rerun(at ssa.Instruction, seen map[*ssa.Function]bool, depth int) (again, unknown bool) {
	if _, deferred := at.(*ssa.Defer); !deferred && slices.ContainsFunc(at.Block().Succs, func(b *ssa.BasicBlock) bool { return ssautil.Reaches(b, at.Block()) }) {
		return true, false
	}
	fn := at.Parent()
	if seen[fn] || depth > MaxClimb {
		return false, depth > MaxClimb
	}
	seen[fn] = true
	for _, by := range p.CallersOf(fn) {
		var more, perhaps bool
		switch {
		case by.lost, by.Runner != nil:
			perhaps = true
		case by.beside != nil:
			more, perhaps = p.rerun(by.beside, seen, depth+1)
		case by.Call != nil:
			more, perhaps = p.rerun(by.Call, seen, depth+1)
		}
		again, unknown = again || more, unknown || perhaps
	}
	return again, unknown
}

// errorText returns the constant text that an error begins with, "" if there is
// none, or if it begins with another one elsewhere.
func (p *Exchanges) errorText(v ssa.Value, at ssa.Instruction) string {
	found := ""
	for _, t := range p.Flow.Eval(v, at) {
		text, ok := p.Flow.ErrorText(t)
		if !ok || text.Prefix() == "" || text.Prefix() == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = text.Prefix()
	}
	return found
}

// Judged returns the statuses for which a function that is given a response, or
// its status, returns an error, and those for which it does not.
func (p *Exchanges) Judged(fn *ssa.Function, h Result, t *Trace) (refuses, lets []int) {
	n := fn.Signature.Results().Len()
	if n == 0 || !typeutil.IsError(fn.Signature.Results().At(n-1).Type()) {
		return nil, nil
	}
	for _, status := range Tried {
		w := p.NewWalker(nil, t, policy.Scenario{Status: status}, nil)
		w.through(fn, make(known))
		if w.Course.Spent {
			continue
		}
		switch gs := w.Course.Joined(); {
		case len(gs) != n:
		case gs[n-1].Kind == IsSome:
			refuses = append(refuses, status)
		case gs[n-1].Kind == IsNone:
			lets = append(lets, status)
		}
	}
	return refuses, lets
}

// Repeated returns the parameters that are functions which a function calls again
// where they return an error, and only there: one that looks at what else they
// return may see more.
func (p *Exchanges) Repeated(fn *ssa.Function) []int {
	var out []int
	for i, q := range fn.Params {
		sig, ok := q.Type().Underlying().(*types.Signature)
		if !ok || sig.Results().Len() == 0 || !typeutil.IsError(sig.Results().At(sig.Results().Len()-1).Type()) {
			continue
		}
		for _, by := range p.calledAs(q) {
			if by.Call == nil {
				continue
			}
			again := func(kind approxKind) bool {
				gs := make([]Approx, sig.Results().Len())
				gs[len(gs)-1] = Approx{Kind: kind}
				return p.CourseFrom(by.Call, &Trace{}, policy.Scenario{}, gs).Again
			}
			if again(IsSome) && !again(IsNone) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}

// checkerResults returns the results of another package's function that looks at a
// status for its caller: an error, or none.
func (p *Exchanges) checkerResults(obj *types.Func, args []ssa.Value, w *Walker) [][]Approx {
	f := p.Imported(obj)
	if f == nil {
		return nil
	}
	n := obj.Signature().Results().Len()
	for i, a := range args {
		for _, h := range w.T.Items[a] {
			for _, q := range f.Params {
				if q.ResponsePart != (ResponsePart{i, h.Path, uint8(h.What)}) || n == 0 {
					continue
				}
				row := make([]Approx, n)
				switch {
				case slices.Contains(q.Refuses, w.Status):
					row[n-1] = Approx{Kind: IsSome}
				case slices.Contains(q.Lets, w.Status):
					row[n-1] = Approx{Kind: IsNone}
				}
				return [][]Approx{row}
			}
		}
	}
	return nil
}

// Tried are the statuses that are tried out on every request: those that a later
// attempt may not get.
var Tried = [...]int{429, 500, 502, 503, 504}
