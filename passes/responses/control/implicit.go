package control

import (
	"go/token"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// ImplicitOK returns where a handler, or a part of it that a helper runs last, ends
// and nothing has been written: its client sees an empty 200. It is NoPos if that
// is not certain. A helper that tells whether it has answered has not, on such a
// way; one that may have answered and does not tell makes it uncertain.
func (p *Control) ImplicitOK(fn *ssa.Function, sites []*summary.Response) (at token.Pos) {
	for _, part := range append([]*ssa.Function{fn}, fn.AnonFuncs...) {
		if s := p.writers.LastResponderOf(part); s != nil && !at.IsValid() {
			at = p.ImplicitOKIn(part, s.Aliases, sites, func(ret *ssa.Return) bool {
				return len(ret.Results) == 0 || ssautil.IsNil(ret.Results[0])
			})
		}
	}
	return at
}

// ImplicitOKIn returns where a function ends in one of some returns, and nothing has been
// written through the aliases of its writer.
func (p *Control) ImplicitOKIn(fn *ssa.Function, aliases *writer.Aliases, sites []*summary.Response, leaves func(*ssa.Return) bool) (at token.Pos) {
	env := paths.NewEnv()
	tells := make(map[*ssa.Call]bool)
	answers := make(map[*ssa.Call]bool)
	for _, site := range sites {
		if site.Code.Call == nil || site.Code.Func != fn || site.Code.Write.Kind == httpmodel.SetHeader || site.Code.Write.Kind == httpmodel.AddHeader {
			continue
		}
		answers[site.Code.Call] = true
		sign, _, _ := p.whereSent(site)
		if sign == nil {
			continue
		}
		if v := ssautil.Result(site.Code.Call, sign.Index); v != nil {
			tells[site.Code.Call], env.True[v] = true, !sign.Sent
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if p.WritesWhereItFails(instr) {
				call := instr.(*ssa.Call)
				if err := ssautil.Result(call, call.Call.Signature().Results().Len()-1); err != nil {
					tells[call], env.True[err] = true, false
				}
			}
		}
	}
	p.Paths.WalkFrom(fn.Blocks[0], 0, env, func(instr ssa.Instruction, _ paths.Env) bool {
		switch instr := instr.(type) {
		case *ssa.Call:
			return !tells[instr] && (answers[instr] || aliases.MayWrite(instr))
		case *ssa.Return:
			if !at.IsValid() && leaves(instr) {
				at = instr.Pos()
				if !at.IsValid() {
					at = fn.Syntax().End() - 1 // the closing brace
				}
			}
		}
		return aliases.MayWrite(instr)
	})
	return at
}
