package writer

import (
	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// Open reports whether a function can be called with arguments that this
// package does not show: it is exported, a method, or used as a value.
func (p *Writers) Open(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	if obj := fn.Object(); obj != nil && fn.Parent() == nil && obj.Exported() {
		return true
	}
	return p.escaping()[fn]
}

// escaping returns the functions that are used as values: stored, returned,
// passed on. Who calls them, and with what, cannot be seen.
func (p *Writers) escaping() map[*ssa.Function]bool {
	if p.escaped != nil {
		return p.escaped
	}
	p.escaped = make(map[*ssa.Function]bool)
	p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		call, _ := instr.(ssa.CallInstruction)
		for _, op := range instr.Operands(nil) {
			if op == nil || *op == nil || call != nil && *op == call.Common().Value && !call.Common().IsInvoke() {
				continue
			}
			switch v := (*op).(type) {
			case *ssa.Function:
				if _, ok := instr.(*ssa.MakeClosure); !ok {
					p.escaped[v] = true
				}
			case *ssa.MakeClosure:
				if st, ok := instr.(*ssa.Store); !ok || !ssautil.CalledOnly(st.Addr) {
					p.escaped[p.HandlerOf(v)] = true
				}
			}
		}
		return false
	})
	return p.escaped
}

// HandlersIn returns the functions that an argument is, or a variadic call's list
// holds.
func (p *Writers) HandlersIn(v ssa.Value) []*ssa.Function {
	if h := p.HandlerOf(v); h != nil {
		return []*ssa.Function{h}
	}
	var out []*ssa.Function
	for _, v := range ssautil.Elements(v) {
		if h := p.HandlerOf(v); h != nil {
			out = append(out, h)
		}
	}
	return out
}
