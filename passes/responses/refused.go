package responses

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// Calls that answer by themselves where they fail: gin's BindJSON.

// refusals finds the calls that answer where they fail and to which the handler
// adds nothing then: no body, and no word to those who look for errors.
func (p *producer) refusals() (list []*Site) {
	for fn := range defect.EachAt(p.flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || !p.flow.Live(b) || !p.answersFailed(call) {
					continue
				}
				for _, a := range p.events(call) {
					if s := p.refusedSite(fn, call, a); s != nil {
						list = append(list, s)
					}
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Site) int {
		if p.index.Before(a.Node.Pos(), b.Node.Pos()) {
			return -1
		}
		return 1
	})
	return list
}

func (p *producer) refusedSite(fn *ssa.Function, call *ssa.Call, a *answer) *Site {
	expr := p.index.Call(call.Pos())
	err := failedResult(call)
	if !a.fails || expr == nil || err == nil || !p.isWriter(a.writer) || p.speakerOf(fn) == nil {
		return nil
	}
	known := map[ssa.Value]bool{err: true}
	if p.bodyFollowsWhere(call, a, known) || p.keptWhere(call, err, known) {
		return nil
	}
	s := &Site{Call: expr, Node: expr, API: a.api, Kind: NoBody, Bare: true, Here: true, Func: p.index.Func(expr.Pos()), fn: fn, call: call, ans: a}
	s.setCodes(a)
	for _, other := range p.found.Sites { // whom the handler speaks to
		if other.fn == fn {
			s.Serves, s.Fails, s.Probe = other.Serves, other.Fails, other.Probe
		}
	}
	return s
}

// keptWhere reports whether an error is left, where it is one, to somebody who may
// answer for it.
func (p *producer) keptWhere(call *ssa.Call, err ssa.Value, known map[ssa.Value]bool) (kept bool) {
	use := p.useOf(err)
	p.forward(call, known, func(instr ssa.Instruction) bool {
		kept = kept || use.keeps(instr)
		return kept
	})
	return kept
}

// failedResult returns the error that a call returns.
func failedResult(call *ssa.Call) ssa.Value {
	return ssautil.Result(call, call.Call.Signature().Results().Len()-1)
}

// lateSent says what an instruction sets of an answer that a call has sent, as its
// result says there. Where the status is the same the content type of a body that
// the call has not sent is what gets lost.
func (p *producer) lateSent(instr ssa.Instruction) *Late {
	for _, c := range p.changes(instr) {
		by := p.sentBy(instr, c.writer)
		if by == nil {
			continue
		}
		l := p.newLate(c, instr)
		if l == nil {
			return nil
		}
		l.Begun, l.BegunAPI = p.index.Call(by.Pos()), p.nameOf(by)
		first := false // whether there was a body in what has been sent
		for _, a := range p.events(by) {
			l.Same = l.Same || l.Code != 0 && l.Code == only(a.status)
			first = first || hasBody(a)
		}
		if call, ok := instr.(*ssa.Call); ok && l.Same {
			evs := p.events(call)
			l.Body = first && slices.ContainsFunc(evs, hasBody)
			if !first && slices.ContainsFunc(evs, labels) {
				l.Header, l.Code, l.Same = "Content-Type", 0, false
			}
		}
		return l
	}
	return nil
}

// labels reports whether an answer has a body with a content type.
func labels(a *answer) bool {
	_, set := contentType(a.ctype)
	return hasBody(a) && (set || a.forced != "")
}

// hasBody reports whether an answer is more than a status.
func hasBody(a *answer) bool { return a.kind == httpmodel.Answer || a.kind == httpmodel.Body }
