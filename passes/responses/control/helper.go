package control

import (
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// An outcome is what a function does if one of its parameters is an error, or
// is none.
type outcome struct {
	sent, unsent bool         // it may return having answered; not having answered
	results      map[int]bool // as in a Env, of those that are known
}

// byError finds the error parameter by which a function decides whether it
// answers: it always does if that is an error, and never if it is none.
func (p *Control) byError(fn *ssa.Function) (param int, yes, no outcome, ok bool) {
	for i, q := range fn.Params {
		if !typeutil.IsError(q.Type()) {
			continue
		}
		yes, no = p.outcome(fn, q, true, 0), p.outcome(fn, q, false, 0)
		if yes.sent && !yes.unsent && no.unsent && !no.sent {
			return i, yes, no, true
		}
	}
	return 0, yes, no, false
}

// outcome walks all paths of a function on which a parameter is an error, or is none.
func (p *Control) outcome(fn *ssa.Function, q *ssa.Parameter, isErr bool, depth int) outcome {
	if len(fn.Blocks) == 0 || depth > summary.MaxWrapped {
		return outcome{sent: true, unsent: true}
	}
	key := outcomeKey{q, isErr, depth}
	out, ok := p.outcomes[key]
	if !ok {
		out = p.findOutcome(fn, q, isErr, depth)
		p.outcomes[key] = out
	}
	return out
}

// An outcomeKey is what outcome is asked. How deep the question lies counts:
// from MaxWrapped on the response is another.
type outcomeKey struct {
	param *ssa.Parameter
	isErr bool
	depth int
}

func (p *Control) findOutcome(fn *ssa.Function, q *ssa.Parameter, isErr bool, depth int) (out outcome) {
	env := paths.NewEnv()
	env.True[q] = isErr
	p.Paths.WalkFrom(fn.Blocks[0], 0, env, func(instr ssa.Instruction, env paths.Env) bool {
		switch instr := instr.(type) {
		case *ssa.Return:
			out.unsent = true
		case *ssa.Call:
			if o, ok := p.within(instr, env, depth); ok && o.sent {
				out.sent, out.unsent = true, out.unsent || o.unsent
				return true
			}
		}
		return false
	})
	first := true
	p.Paths.WalkFrom(fn.Blocks[0], 0, env, func(instr ssa.Instruction, env paths.Env) bool {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			return false
		}
		results := make(map[int]bool)
		for i, r := range ssautil.Returned(ret) {
			val, known := p.resultIs(r, env, depth)
			if was, same := out.results[i]; known && (first || same && was == val) {
				results[i] = val
			}
		}
		out.results, first = results, false
		return true
	})
	return out
}

// within returns what a call does that answers, or may, on a path; it is not ok
// if the call has nothing to do with answers.
func (p *Control) within(call *ssa.Call, env paths.Env, depth int) (out outcome, ok bool) {
	answers := false
	for _, a := range p.summaries.Events(call) {
		answers = answers || a.Kind != httpmodel.SetHeader && a.Kind != httpmodel.AddHeader
	}
	targets := p.Flow.Targets(call)
	switch {
	case !answers:
		return outcome{unsent: true}, false
	case p.Flow.Row(&call.Call) != nil:
		return outcome{sent: true}, true
	case len(targets) == 1 && targets[0].Fn != nil:
		t := targets[0]
		for i, q := range t.Fn.Params {
			if isErr, known := env.True[t.Args[i]]; known && typeutil.IsError(q.Type()) {
				return p.outcome(t.Fn, q, isErr, depth+1), true
			}
		}
	}
	if len(targets) == 1 {
		sent, unsent := false, false
		for _, r := range targets[0].Rows() {
			s, known := rowSends(r)
			sent, unsent = sent || s || !known, unsent || !s || !known
		}
		return outcome{sent: sent, unsent: unsent}, sent
	}
	return outcome{sent: true, unsent: true}, true
}

// resultIs returns whether a result is true, or not nil.
func (p *Control) resultIs(v ssa.Value, env paths.Env, depth int) (val, known bool) {
	if val, known = p.Paths.Known(v, env); known {
		return val, true
	}
	switch v := v.(type) {
	case *ssa.Const:
		return false, v.Value == nil
	case *ssa.MakeInterface, *ssa.Alloc:
		return true, true
	case *ssa.Call:
		if o, ok := p.within(v, env, depth); ok {
			val, known = o.results[0]
		}
	}
	return val, known
}
