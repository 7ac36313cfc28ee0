package retry

import (
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A rewinding looks for what makes a body ready to be sent again, or may do so in a
// function that is given the request.
type rewinding struct {
	p *Retries
	// remade says that each attempt has a request of its own, made of a reader that they
	// have in common: only what is done to the reader counts, and another body that the
	// request gets.
	remade bool
	but    []*ssa.Call // calls that are not looked at
}

// in reports whether some blocks do so, or functions that they call.
func (w *rewinding) in(blocks map[*ssa.BasicBlock]bool, levels int) bool {
	for b := range blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if httpmodel.IsRequest(instr.X.Type()) && httpmodel.Rewinds(strings.TrimPrefix(origin.FieldName(instr.X.Type(), instr.Field), ".")) && w.replaces(instr) {
					return true
				}
			case *ssa.Call:
				if !slices.Contains(w.but, instr) && w.callDoes(instr, levels) {
					return true
				}
			}
		}
	}
	return false
}

func (w *rewinding) callDoes(call *ssa.Call, levels int) bool {
	if fn := ssautil.Callee(&call.Call); fn != nil && httpmodel.Rewinds(fn.Name()) {
		return true
	}
	if w.p.Flow.Row(&call.Call) != nil {
		return false
	}
	request, reader := false, false
	for _, a := range ssautil.Args(&call.Call) {
		request = request || httpmodel.IsRequest(a.Type())
		reader = reader || exchange.IsReader(a.Type())
	}
	if !request {
		return false
	}
	to := ssautil.Generic(call.Call.StaticCallee())
	if to == nil || len(to.Blocks) == 0 || levels == 0 {
		return !w.remade || reader
	}
	inner := &rewinding{p: w.p, remade: w.remade}
	return inner.in(whole(to).Blocks, levels-1)
}

// replaces reports whether a request may get another body by an address, or the same one
// from its beginning. One that is made of what was read from the body before is as empty.
func (w *rewinding) replaces(field *ssa.FieldAddr) bool {
	if !w.remade {
		return true
	}
	for _, ref := range *field.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == ssa.Value(field) && !madeOfBody(ref.Val, 0) {
				return true
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return true
		}
	}
	return false
}

// maxDerived bounds how far it is followed what a body is made of: a closer, around a
// reader, of bytes, which a call has read.
const maxDerived = 8

// madeOfBody reports whether a value is made of the body of a request.
func madeOfBody(v ssa.Value, depth int) bool {
	if depth > maxDerived {
		return false
	}
	switch u := v.(type) {
	case *ssa.UnOp:
		if fa, ok := u.X.(*ssa.FieldAddr); ok && u.Op == token.MUL && httpmodel.IsRequest(fa.X.Type()) {
			return origin.FieldName(fa.X.Type(), fa.Field) == ".Body"
		}
		return madeOfBody(u.X, depth+1)
	case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert:
		return madeOfBody(*u.(ssa.Instruction).Operands(nil)[0], depth+1)
	case *ssa.Extract:
		return madeOfBody(u.Tuple, depth+1)
	case *ssa.Call:
		return slices.ContainsFunc(u.Call.Args, func(a ssa.Value) bool { return madeOfBody(a, depth+1) })
	}
	return false
}
