package responses

import (
	"go/token"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// unsaid returns where a handler, or a part of it that a helper runs last, ends
// and nothing has been written: its client sees an empty 200. It is NoPos if that
// is not certain. A helper that tells whether it has answered has not, on such a
// way; one that may have answered and does not tell makes it uncertain.
func (p *producer) unsaid(fn *ssa.Function, sites []*Site) (at token.Pos) {
	for _, part := range append([]*ssa.Function{fn}, fn.AnonFuncs...) {
		if s := p.speakerOf(part); s != nil && !at.IsValid() {
			at = p.unsaidIn(part, s, sites)
		}
	}
	return at
}

func (p *producer) unsaidIn(fn *ssa.Function, s *speaker, sites []*Site) (at token.Pos) {
	env := newEnv()
	tells := make(map[*ssa.Call]bool)
	answers := make(map[*ssa.Call]bool)
	for _, site := range sites {
		if site.call == nil || site.fn != fn || site.ans.kind == httpmodel.SetHeader || site.ans.kind == httpmodel.AddHeader {
			continue
		}
		answers[site.call] = true
		sign, _, _ := p.answered(site)
		if sign == nil {
			continue
		}
		if v := ssautil.Result(site.call, sign.Index); v != nil {
			tells[site.call], env.truth[v] = true, !sign.Answered
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if p.answersFailed(instr) {
				call := instr.(*ssa.Call)
				if err := ssautil.Result(call, call.Call.Signature().Results().Len()-1); err != nil {
					tells[call], env.truth[err] = true, false
				}
			}
		}
	}
	p.walkFrom(fn.Blocks[0], 0, env, func(instr ssa.Instruction, _ pathEnv) bool {
		switch instr := instr.(type) {
		case *ssa.Call:
			return !tells[instr] && (answers[instr] || s.hold.mayAnswer(instr))
		case *ssa.Return:
			if !at.IsValid() && (len(instr.Results) == 0 || ssautil.IsNil(instr.Results[0])) {
				at = instr.Pos()
				if !at.IsValid() {
					at = fn.Syntax().End() - 1 // the closing brace
				}
			}
		}
		return s.hold.mayAnswer(instr)
	})
	return at
}
