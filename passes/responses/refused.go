package responses

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Calls that answer by themselves where they fail: gin's BindJSON.

// refusals finds the calls that answer where they fail and to which the handler
// adds nothing then: no body, and no word to those who look for errors.
func (p *producer) refusals() {
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || !p.flow.Live(b) || !p.answersFailed(call) {
					continue
				}
				for _, a := range p.events(call) {
					if s := p.refusedSite(fn, call, a); s != nil {
						p.res.Refused = append(p.res.Refused, s)
					}
				}
			}
		}
	}
	slices.SortStableFunc(p.res.Refused, func(a, b *Site) int {
		if p.before(a.Node.Pos(), b.Node.Pos()) {
			return -1
		}
		return 1
	})
}

func (p *producer) refusedSite(fn *ssa.Function, call *ssa.Call, a *answer) *Site {
	expr := p.callExpr(call.Pos())
	err := failedResult(call)
	if !a.fails || expr == nil || err == nil || !p.isWriter(a.writer) || p.speakerOf(fn) == nil {
		return nil
	}
	known := map[ssa.Value]bool{err: true}
	if p.bodyFollowsWhere(call, a, known) || p.keptWhere(call, err, known) {
		return nil
	}
	s := &Site{Call: expr, Node: expr, API: a.api, Kind: NoBody, Bare: true, Here: true, Func: p.enclosing(expr.Pos()), fn: fn, call: call, ans: a}
	s.setCodes(a)
	for _, other := range p.res.Sites { // whom the handler speaks to
		if other.fn == fn {
			s.Serves, s.Fails, s.Probe = other.Serves, other.Fails, other.Probe
		}
	}
	return s
}

// keptWhere reports whether an error is left, where it is one, to somebody who may
// answer for it.
func (p *producer) keptWhere(call *ssa.Call, err ssa.Value, known map[ssa.Value]bool) (kept bool) {
	p.forward(call, known, func(instr ssa.Instruction) bool {
		kept = kept || p.keeps(instr, err)
		return kept
	})
	return kept
}

// failedResult returns the error that a call returns.
func failedResult(call *ssa.Call) ssa.Value {
	return result(call, call.Call.Signature().Results().Len()-1)
}

// failedBy returns the call that has answered before an instruction because it
// has failed, nil if there is none.
func (p *producer) failedBy(instr ssa.Instruction, w valueflow.Loc) *ssa.Call {
	for v, failed := range entry(instr.Block()).truth {
		call, ok := v.(*ssa.Call)
		if !ok {
			call, ok = tupleOf(v).(*ssa.Call)
		}
		if ok && failed && p.answersFailed(call) && v == failedResult(call) &&
			slices.ContainsFunc(p.events(call), func(a *answer) bool { return a.fails && sameWriter(a.writer, w) }) {
			return call
		}
	}
	return nil
}

// lateFailed says what an instruction sets of an answer that a call has sent
// because it has failed. Where the status is the same the body's content type is
// what gets lost.
func (p *producer) lateFailed(instr ssa.Instruction) *Late {
	for _, c := range p.changes(instr) {
		by := p.failedBy(instr, c.writer)
		if by == nil {
			continue
		}
		l := p.newLate(c, instr)
		if l == nil {
			return nil
		}
		l.Begun, l.BegunAPI = p.callExpr(by.Pos()), p.nameOf(by)
		for _, a := range p.events(by) {
			l.Same = l.Code != 0 && l.Code == only(a.status)
		}
		if call, ok := instr.(*ssa.Call); ok && l.Same && slices.ContainsFunc(p.events(call), labels) {
			l.Header, l.Code, l.Same = "Content-Type", 0, false
		}
		return l
	}
	return nil
}

// labels reports whether an answer has a body with a content type.
func labels(a *answer) bool {
	_, set := contentType(a.ctype)
	return (a.kind == httpmodel.Answer || a.kind == httpmodel.Body) && (set || a.forced != "")
}
