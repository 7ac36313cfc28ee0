package handler

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// A framework may keep a list of errors that handlers leave for a middleware to send, as
// gin does in Context.Errors.

// readsErrors reports whether a function reads the list of errors of a framework.
func readsErrors(p *Handlers, fn *ssa.Function) bool {
	model := p.Flow.Model()
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok {
				return false
			}
			c := model.ContextOf(addr.X.Type())
			return c != nil && c.Errors != "" && typeutil.FieldName(addr.X.Type(), addr.Field) == c.Errors
		})
	})
}

// errorsLeft counts the calls of a function that leave an error in such a list.
func errorsLeft(p *Handlers, fn *ssa.Function) (n int) {
	model := p.Flow.Model()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			callee := call.Call.StaticCallee()
			if callee == nil || callee.Signature.Recv() == nil {
				continue
			}
			if c := model.ContextOf(callee.Signature.Recv().Type()); c != nil && slices.Contains(c.Leaves, callee.Name()) {
				n++
			}
		}
	}
	return n
}
