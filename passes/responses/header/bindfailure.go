package header

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Calls that answer by themselves where they fail: gin's BindJSON.

// BindFailures finds the calls that answer where they fail. To those of list the handler
// adds nothing then: no body, and no word to those who look for errors. After those of
// passed it goes on as if nothing had failed.
func (p *Headers) BindFailures() (list, passed []*summary.Response) {
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || !p.Flow.Live(b) || !p.control.WritesWhereItFails(call) {
					continue
				}
				for _, a := range p.summaries.Events(call) {
					s := p.bindFailure(fn, call, a)
					if s == nil {
						continue
					}
					if s.After = p.control.AfterRefusal(s); s.After != nil {
						passed = append(passed, s)
					}
					if p.unanswered(call, a) {
						list = append(list, s)
					}
				}
			}
		}
	}
	for _, l := range [][]*summary.Response{list, passed} {
		slices.SortStableFunc(l, func(a, b *summary.Response) int {
			if p.Index.Before(a.At.Node.Pos(), b.At.Node.Pos()) {
				return -1
			}
			return 1
		})
	}
	return list, passed
}

// unanswered reports whether a handler adds nothing to what a call has answered where it
// fails.
func (p *Headers) unanswered(call *ssa.Call, a *summary.Write) bool {
	err := failedResult(call)
	if err == nil {
		return false
	}
	known := map[ssa.Value]bool{err: true}
	return !p.summaries.BodyFollowsWhere(call, a, known) && !p.keptWhere(call, err, known)
}

func (p *Headers) bindFailure(fn *ssa.Function, call *ssa.Call, a *summary.Write) *summary.Response {
	expr := p.Index.Call(call.Pos())
	if !a.When.Fails || expr == nil || !p.summaries.IsWriter(a.To.Writer) || p.writers.SpeakerOf(fn) == nil {
		return nil
	}
	s := &summary.Response{
		At:     summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
		By:     summary.Sender{API: a.API},
		Body:   summary.Body{Kind: summary.NoBody, None: true},
		Status: summary.Status{Here: true},
		Code:   summary.Code{Func: fn, Call: call, Write: a},
	}
	s.SetCodes(a)
	for _, other := range p.Found.Responses { // whom the handler speaks to
		if other.Code.Func == fn {
			s.Handler.Serves, s.Handler.Fails, s.Handler.Probe = other.Handler.Serves, other.Handler.Fails, other.Handler.Probe
		}
	}
	return s
}

// keptWhere reports whether an error is left, where it is one, to somebody who may
// answer for it.
func (p *Headers) keptWhere(call *ssa.Call, err ssa.Value, known map[ssa.Value]bool) (kept bool) {
	use := p.writers.UseOf(err)
	p.Paths.Forward(call, known, func(instr ssa.Instruction) bool {
		kept = kept || use.Keeps(instr)
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
func (p *Headers) lateSent(instr ssa.Instruction) *Late {
	for _, c := range p.writers.Changes(instr) {
		by := p.control.SentBy(instr, c.Writer)
		if by == nil {
			continue
		}
		l := p.newLate(c, instr)
		if l == nil {
			return nil
		}
		l.Begun, l.BegunAPI, l.ByResult = p.Index.Call(by.Pos()), p.nameOf(by), true
		first := false // whether there was a body in what has been sent
		for _, a := range p.summaries.Events(by) {
			l.Same = l.Same || l.Code != 0 && l.Code == summary.Only(a.Status.Value)
			first = first || summary.HasBody(a)
		}
		if call, ok := instr.(*ssa.Call); ok && l.Same {
			evs := p.summaries.Events(call)
			l.Body = first && slices.ContainsFunc(evs, summary.HasBody)
			if !first && slices.ContainsFunc(evs, labels) {
				l.Header, l.Code, l.Same = "Content-Type", 0, false
			}
		}
		return l
	}
	return nil
}

// labels reports whether an answer has a body with a content type.
func labels(a *summary.Write) bool {
	_, set := summary.ContentType(a.Body.Type)
	return summary.HasBody(a) && (set || a.Body.Forced != "")
}
