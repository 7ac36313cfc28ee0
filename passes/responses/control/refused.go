package control

import (
	"go/token"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// AfterRefusal finds how a handler goes on after a call that has responded by itself
// because it failed: gin's BindJSON sends a 400, whoever looks at its error. What the
// handler writes in the branch where it has found the error is late, and another rule's
// business; what it writes for all is a second response.
func (p *Control) AfterRefusal(s *summary.Response) *summary.After {
	call := s.Code.Call
	n := call.Call.Signature().Results().Len() - 1
	err := ssautil.Result(call, n)
	env := paths.NewEnv()
	if err != nil {
		env.True[err] = true
		env.Own = p.branches(env)
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
	return &summary.After{Pos: second, Work: summary.WritesAgain, Sign: &summary.Sign{Index: n, Sent: true}}
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
