package control

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A way is one in which a function returns, in terms of the calls in it: a helper that
// asks another one, and returns where that has sent, has sent too. A function's summary
// does not keep the results of two calls apart, so that the paths are walked.
type way struct {
	sent, unsent bool         // it may have sent; it may not have
	failed       bool         // a call in it has failed: its error is known not to be nil
	results      map[int]bool // as in a Env, of those that are known
}

// A wayKey is a function and the parameter of it that is the writer.
type wayKey struct {
	fn    *ssa.Function
	param int
	path  string
}

// maxWayBlocks bounds the functions whose ways are walked: a walk that is cut short
// by maxSteps would leave ways out. Helpers that respond and tell are shorter.
const maxWayBlocks = 60

// waysOf walks all paths of a function. In a recursion nothing is known.
func (p *Control) waysOf(key wayKey) []way {
	if ws, ok := p.ways[key]; ok {
		return ws
	}
	p.ways[key] = nil
	fn := key.fn
	if len(fn.Blocks) > maxWayBlocks {
		return nil
	}
	w := valueflow.Loc{Root: fn.Params[key.param], Path: key.path}
	var tells, others []*ssa.Call // those that say what they send, and those that do not
	hold := p.writers.AliasesIn(fn, fn.Params[key.param])
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			switch {
			case ok && slices.ContainsFunc(p.summaries.Events(call), func(a *summary.Write) bool { return !summary.SetsHeader(a) && summary.SameWriter(a.To.Writer, w) }):
				tells = append(tells, call)
			case ok && hold.MayWrite(instr):
				others = append(others, call)
			case hold.MayWrite(instr):
				return nil // it is left to what is deferred, or stored
			}
		}
	}
	var ws []way
	p.Paths.WalkFrom(fn.Blocks[0], 0, paths.NewEnv(), func(instr ssa.Instruction, env paths.Env) bool {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			return false
		}
		before := func(c *ssa.Call) bool {
			return c.Block() == ret.Block() || c.Block().Dominates(ret.Block()) || ssautil.ReachesAround(c.Block(), ret.Block(), nil)
		}
		for _, env := range p.eachOutcome(ret, tells, w, env) {
			certain, perhaps := false, slices.ContainsFunc(others, before)
			for _, c := range tells {
				if !before(c) {
					continue
				}
				switch p.sentOn(c, w, env.True) {
				case SendsNever:
				case SendsAlways:
					certain = certain || ssautil.RunsBefore(c, ret)
					perhaps = true
				default:
					perhaps = true
				}
			}
			found := p.wayOf(ret, env)
			found.sent, found.unsent = certain || perhaps, !certain
			ws = append(ws, found)
		}
		return true
	})
	p.ways[key] = ws
	return ws
}

// wayOf returns what is known of the results at a return on a path.
func (p *Control) wayOf(ret *ssa.Return, env paths.Env) way {
	out := way{results: make(map[int]bool)}
	for v, val := range env.True {
		out.failed = out.failed || val && typeutil.IsError(v.Type())
	}
	for i, r := range ssautil.Returned(ret) {
		if val, known := p.resultIs(r, env, summary.MaxWrapped); known {
			out.results[i] = val
		} else if p.neverNil(r, ret) {
			out.results[i] = true
		}
	}
	return out
}

// neverNil reports whether a result is an error that is made where it is returned.
func (p *Control) neverNil(v ssa.Value, ret *ssa.Return) bool {
	call, ok := v.(*ssa.Call)
	if !ok || !typeutil.IsError(v.Type()) {
		return false
	}
	made := p.Flow.Eval(call, ret)
	return len(made) > 0 && !slices.ContainsFunc(made, func(t *origin.Term) bool { return t.Nilness() >= 0 })
}

// maxOpen bounds the calls of one path whose results are asked both ways: a helper that
// decodes the path, the query and the body of a request has three.
const maxOpen = 3

// eachOutcome returns what is known at a return, once for each of the ways in which those
// calls can have ended that tell by a result whether they have sent, and which nobody has
// asked: `return c.BindJSON(v) == nil`.
func (p *Control) eachOutcome(ret *ssa.Return, tells []*ssa.Call, w valueflow.Loc, env paths.Env) []paths.Env {
	out := []paths.Env{env}
	open := 0
	for _, c := range tells {
		s := p.sendingOf(c, w)
		if s.Sending != SendsByResult || !ssautil.RunsBefore(c, ret) {
			continue
		}
		v := ssautil.Result(c, s.sign.Index)
		if v == nil {
			continue
		}
		if _, known := env.True[v]; known {
			continue
		}
		if open++; open > maxOpen {
			return []paths.Env{env}
		}
		var both []paths.Env
		for _, e := range out {
			both = append(both, e.With(v, true), e.With(v, false))
		}
		out = both
	}
	return out
}

// sendingByWays says what a call has sent by the ways in which its function returns;
// ok is false if one of them does not tell.
func (p *Control) sendingByWays(call *ssa.Call, t valueflow.Target, w valueflow.Loc) (out sent, ok bool) {
	return sentInWays(call, p.waysOfCall(t, w))
}

// waysOfCall returns the ways in which the function that a call runs returns, having sent
// through a writer of the caller or not; nil if they are not known.
func (p *Control) waysOfCall(t valueflow.Target, w valueflow.Loc) []way {
	if t.Fn == nil {
		return p.importedWays(t)
	}
	key := wayKey{fn: t.Fn, param: -1}
	for _, a := range p.summaries.WritesOf(t.Fn) {
		if summary.SetsHeader(a) || a.To.Index < 0 || a.To.Index >= len(t.Args) ||
			!slices.ContainsFunc(p.Flow.Descend(p.Flow.Roots(t.Args[a.To.Index]), a.To.Path), func(l valueflow.Loc) bool { return summary.SameWriter(p.summaries.Wrapped(l), w) }) {
			continue
		}
		if key.param >= 0 && (key.param != a.To.Index || key.path != a.To.Path) {
			return nil
		}
		key.param, key.path = a.To.Index, a.To.Path
	}
	if key.param < 0 || len(t.Fn.Blocks) == 0 {
		return nil
	}
	return p.waysOf(key)
}

// sentInWays says what a call has sent whose function returns in some ways.
func sentInWays(call *ssa.Call, ws []way) (out sent, ok bool) {
	var yes, no []way
	for _, w := range ws {
		switch {
		case w.sent && w.unsent:
			return sent{}, false
		case w.sent:
			yes = append(yes, w)
		default:
			no = append(no, w)
		}
	}
	switch {
	case len(ws) == 0:
		return sent{}, false
	case len(yes) == 0: // it panics where it has sent
		return sent{Sending: SendsNever}, true
	}
	out = sent{Sending: SendsAlways, truth: make(map[ssa.Value]bool)}
	for i := range call.Call.Signature().Results().Len() {
		val, known := commonResult(yes, i)
		other, otherKnown := commonResult(no, i)
		if !known || len(no) > 0 && (!otherKnown || val == other) {
			continue
		}
		if out.sign == nil && len(no) > 0 {
			out.Sending, out.sign = SendsByResult, &summary.Sign{Index: i, Sent: val}
		}
		if v := ssautil.Result(call, i); v != nil {
			out.truth[v] = val
		}
	}
	return out, len(no) == 0 || out.sign != nil
}

// commonResult returns what result i is on all of several ways.
func commonResult(ws []way, i int) (val, known bool) {
	for k, w := range ws {
		v, ok := w.results[i]
		if !ok || k > 0 && v != val {
			return false, false
		}
		val = v
	}
	return val, len(ws) > 0
}
