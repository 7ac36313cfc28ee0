package header

import (
	"cmp"
	"mime"
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
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
				if !ok || !p.Flow.Live(b) {
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
					if p.control.WritesWhereItFails(call) && p.addsNothing(call, a) { // else it is the helper's business
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

// addsNothing reports whether a handler adds nothing to what a call has answered where it
// fails.
func (p *Headers) addsNothing(call *ssa.Call, a *summary.Write) bool {
	err := failedResult(call)
	if err == nil {
		return false
	}
	known := map[ssa.Value]bool{err: true}
	return !p.summaries.BodyFollowsWhere(call, a, known) && !p.keptWhere(call, err, known)
}

func (p *Headers) bindFailure(fn *ssa.Function, call *ssa.Call, a *summary.Write) *summary.Response {
	expr := p.Index.Call(call.Pos())
	if !a.When.Fails || expr == nil || !p.summaries.IsWriter(a.To.Writer) || p.writers.LastResponderOf(fn) == nil {
		return nil
	}
	s := &summary.Response{
		At:     summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
		By:     summary.Sender{API: a.API},
		Body:   summary.Body{Kind: summary.NoBody, None: true},
		Status: summary.Status{Here: true},
		Code:   summary.Code{Func: fn, Call: call, Write: a},
	}
	if p.Flow.Row(&call.Call) == nil {
		s.By.Via = syntax.Name(expr.Fun)
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

// lateSent says what an instruction sets of a response that a call has sent, as its
// result says there. The same status once more, in a response of a helper's, does no harm by
// itself: what is lost then is the content type of a body that the call has not sent, or the
// client gets two bodies.
// Where the helper that is called next may send the same one, nobody can tell.
func (p *Headers) lateSent(instr ssa.Instruction) *Late {
	changes := p.writers.Changes(instr)
	var by *ssa.Call
	i := slices.IndexFunc(changes, func(c writer.Change) bool {
		by = p.control.SentBy(instr, c.Writer)
		return by != nil
	})
	if i < 0 {
		return nil
	}
	c := changes[i]
	var sent []int // statuses, 0 for one that is not known
	first := false // whether there was a body in what has been sent
	for _, a := range p.summaries.Events(by) {
		sent = append(sent, summary.Only(a.Status.Value))
		first = first || summary.HasBody(a)
	}
	statuses, may := 0, false
	for _, other := range changes {
		if other.Header != "" || !summary.SameWriter(other.Writer, c.Writer) {
			continue
		}
		if statuses++; statuses == 1 {
			c = other
		}
		codes, exact := other.Status.Ints() // several of a helper that decides between them
		may = may || !exact || slices.ContainsFunc(codes, func(code int) bool { return code == 0 || slices.Contains(sent, code) })
	}
	l := p.newLate(c, instr)
	if l == nil {
		return nil
	}
	l.Begun, l.BegunAPI, l.ByResult = p.Index.Call(by.Pos()), p.nameOf(by), true
	switch {
	case statuses == 0: // a header alone
		if p.arrives(c, instr) || c.Header == "Content-Type" && p.presetElsewhere(instr) {
			return nil
		}
	case statuses == 1 && l.Code != 0 && may:
		call, ok := instr.(*ssa.Call)
		if !ok {
			return nil
		}
		l.Same = true
		evs := p.summaries.Events(call)
		switch {
		case first && slices.ContainsFunc(evs, summary.HasBody):
			l.Body = true
		case !first && slices.ContainsFunc(evs, labels) && !p.presetElsewhere(instr):
			l.Header, l.Code, l.Same = "Content-Type", 0, false
		case !l.Here || !l.Bare || p.droppedByFramework(c.Writer):
			return nil
		}
	case may:
		return nil
	case statuses > 1:
		l.Code = 0
	}
	return l
}

// droppedByFramework reports whether a response is sent through a framework's context, which
// drops a status that was sent before.
func (p *Headers) droppedByFramework(w valueflow.Loc) bool {
	ctx := p.Flow.Model().ContextOf(w.Type())
	return ctx != nil && ctx.Form != nil
}

// presetElsewhere reports whether a middleware of another package may have set the content
// type before: the handler around an instruction is served by code that is not seen here.
func (p *Headers) presetElsewhere(instr ssa.Instruction) bool {
	fn := instr.Parent()
	if fn.Parent() != nil && p.writers.IsHandler(fn.Parent()) {
		fn = fn.Parent()
	}
	return p.handlers.ServedElsewhere(fn)
}

// labels reports whether a response has a body with a content type that net/http would
// not find by itself: it takes text for text/plain.
func labels(a *summary.Write) bool {
	value, set := summary.ContentType(a.Body.Type)
	return summary.HasBody(a) && (set || a.Body.Forced != "") && !isPlain(cmp.Or(a.Body.Forced, value))
}

// isPlain reports whether a content type is that of plain text.
func isPlain(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == "text/plain"
}
