package control

import (
	"go/token"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// AfterRefusal finds how a handler goes on after a call that has responded by itself
// because it failed: gin's BindJSON sends a 400, whoever looks at its error. What the
// handler writes in the branch where it has found the error is late, and another rule's
// business; what it writes for all is a second response.
func (p *Control) AfterRefusal(s *summary.Response) *summary.After {
	call := s.Code.Call
	sending := p.sendingOf(call, s.Code.Write.To.Writer)
	env := paths.NewEnv()
	switch {
	case sending.Sending == SendsByResult:
		maps.Copy(env.True, sending.truth)
		env.Own = p.branches(env)
	case sending.Sending == SendsNever || !p.tellsNobody(call, s):
		return nil
	}
	second := token.NoPos
	p.Paths.Walk(call, env, func(instr ssa.Instruction, env paths.Env) bool {
		if ifi, ok := instr.(*ssa.If); ok {
			_, decided := p.Paths.Known(ifi.Cond, env)
			return !decided && p.mayKnow(ifi.Cond, s) // it asks the context whether it has been refused
		}
		again, ok := instr.(*ssa.Call)
		if !ok || again == call || !p.responds(again, s) {
			return false
		}
		if !env.InOwn(instr.Block()) && !second.IsValid() {
			second = instr.Pos()
		}
		return true
	})
	if !second.IsValid() {
		return nil
	}
	if e := p.Index.Call(second); e != nil {
		second = e.Pos()
	}
	return &summary.After{Pos: second, Work: summary.WritesAgain, Sign: sending.sign}
}

// tellsNobody reports whether the function that a call runs returns where it has responded
// because something in it failed, and has no result by which its caller could tell.
func (p *Control) tellsNobody(call *ssa.Call, s *summary.Response) bool {
	ts := p.Flow.Targets(call)
	return call.Call.Signature().Results().Len() == 0 && len(ts) == 1 &&
		slices.ContainsFunc(p.waysOfCall(ts[0], s.Code.Write.To.Writer), func(w way) bool { return w.sent })
}

// responds reports whether a call sends a status or a body through the writer of a
// response.
func (p *Control) responds(call *ssa.Call, s *summary.Response) bool {
	for _, a := range p.summaries.Events(call) {
		if !summary.SetsHeader(a) && !a.When.Fails && a.Kind != httpmodel.SetStatus && summary.SameWriter(a.To.Writer, s.Code.Write.To.Writer) {
			return true
		}
	}
	return false
}
