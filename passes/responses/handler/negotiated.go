package handler

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// maxNegotiation bounds how far the operands of a condition are followed back to the request:
// strings.Contains(strings.ToLower(r.Header.Get("Accept")), "json") has three steps.
const maxNegotiation = 8

// negotiated reports whether a condition looks at the form that a client asks for, its header
// field Accept, and so decides that a response is sent.
func (p *Handlers) negotiated(s *summary.Response) bool {
	if s.Code.Call == nil {
		return false
	}
	b := s.Code.Call.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if ok && d.Succs[0] != d.Succs[1] && slices.Contains(d.Succs, b) && len(b.Preds) == 1 && p.asksForm(ifi.Cond, maxNegotiation) {
			return true
		}
	}
	return false
}

// asksForm reports whether a value is made of the header field Accept of a request, here or in
// a function that is given the request.
func (p *Handlers) asksForm(v ssa.Value, steps int) bool {
	if steps == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Call:
		args := ssautil.Args(&v.Call)
		if in := httpmodel.InputOf(ssautil.Callee(&v.Call)); in != "" && len(args) > 1 {
			name, _ := ssautil.StringConst(args[1])
			return strings.EqualFold(name, "Accept")
		}
		if fn := v.Call.StaticCallee(); fn != nil && len(fn.Blocks) > 0 {
			return slices.ContainsFunc(p.Inputs(fn), func(in Input) bool { return in.In == InHeader && strings.EqualFold(in.Name, "Accept") })
		}
	case *ssa.BinOp, *ssa.UnOp, *ssa.Phi, *ssa.Extract, *ssa.Convert, *ssa.ChangeType:
	default:
		return false
	}
	for _, op := range v.(ssa.Instruction).Operands(nil) {
		if *op != nil && p.asksForm(*op, steps-1) {
			return true
		}
	}
	return false
}
