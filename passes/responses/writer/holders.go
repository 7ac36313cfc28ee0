package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Holders are the values of a function through which its writer can be reached:
// the writer, what wraps it, closures that capture it, and what calls make of it.
type Holders struct {
	p    *Writers
	Vals map[ssa.Value]bool
}

// Holding finds the holders in a function, from those that it is given.
func (p *Writers) Holding(fn *ssa.Function, given ...ssa.Value) *Holders {
	h := &Holders{p: p, Vals: make(map[ssa.Value]bool)}
	for _, v := range given {
		h.Vals[v] = true
	}
	for more := true; more; {
		more = false
		add := func(v ssa.Value) {
			// Whoever gets a framework's context as a context.Context answers nothing,
			// nor does who gets the request that is in it.
			_, plain := v.Type().Underlying().(*types.Basic)
			if !plain && !typeutil.IsError(v.Type()) && !typeutil.IsNamed(v.Type(), "context", "Context") && !httpmodel.IsRequest(v.Type()) && !h.Vals[v] {
				h.Vals[v], more = true, true
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if a := ssautil.Local(instr.Addr); a != nil && h.Vals[instr.Val] {
						add(a)
					}
				case *ssa.Call:
					if h.gives(instr) {
						add(instr)
					}
				case ssa.Value:
					if h.Uses(instr.(ssa.Instruction)) {
						add(instr)
					}
				}
			}
		}
	}
	return h
}

// Captured returns the variables by which a literal has holders.
func (h *Holders) Captured(mc *ssa.MakeClosure) (vars []ssa.Value) {
	for i, b := range mc.Bindings {
		if h.Vals[b] {
			vars = append(vars, mc.Fn.(*ssa.Function).FreeVars[i])
		}
	}
	return vars
}

// Uses reports whether an operand of an instruction is a holder.
func (h *Holders) Uses(instr ssa.Instruction) bool {
	for _, op := range instr.Operands(nil) {
		if *op != nil && h.Vals[*op] {
			return true
		}
	}
	return false
}

// gives reports whether a call makes a holder of one. Nothing is answered
// through a header map, nor through a reader that is only limited for a writer.
func (h *Holders) gives(call *ssa.Call) bool {
	if !h.Uses(call) {
		return false
	}
	row := h.p.Flow.Row(&call.Call)
	if row == nil {
		return h.p.QuietOf(call).gives(h.held(call))
	}
	if args := ssautil.Args(&call.Call); row.Response == nil && len(args) > 0 && isContextOf(args[0].Type()) && !h.p.IsWriterType(call.Type()) {
		return false // a cookie, a value of the request
	}
	if len(row.Results) == 0 {
		return true
	}
	switch e := row.Results[0]; e.Op {
	case httpmodel.OpHeader:
		return false
	case httpmodel.OpArg:
		args := ssautil.Args(&call.Call)
		return e.Arg >= len(args) || h.Vals[args[e.Arg]]
	}
	return true
}

// MayAnswer reports whether an instruction may answer, or leave it to something
// that is not read here: what is deferred, stored or sent elsewhere.
func (h *Holders) MayAnswer(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go, *ssa.Defer:
		return h.Uses(instr)
	case *ssa.Store:
		return h.Vals[instr.Val] && ssautil.Local(instr.Addr) == nil
	case *ssa.MapUpdate:
		return h.Vals[instr.Value]
	case *ssa.Send:
		return h.Vals[instr.X]
	case *ssa.Call:
		return h.Uses(instr) && h.callMayAnswer(instr)
	}
	return false
}

func (h *Holders) callMayAnswer(call *ssa.Call) bool {
	if row := h.p.Flow.Row(&call.Call); row != nil {
		if row.Runs != nil || row.Fails != nil {
			return true // one that answers only where it fails is looked at by sentBefore as well
		}
		if row.Response == nil {
			return h.putsAway(call)
		}
		switch row.Response.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader, httpmodel.Copy:
			return false
		}
		return true
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		return h.literalMayAnswer(call, mc)
	}
	return !h.p.QuietOf(call).Silent(h.held(call))
}

// putsAway reports whether a call makes a context that has a holder as a value,
// which whoever knows the key gets out again.
func (h *Holders) putsAway(call *ssa.Call) bool {
	return valueflow.IsContext(call.Type()) && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		i, ok := a.Type().Underlying().(*types.Interface)
		return ok && i.Empty() && h.Vals[a]
	})
}

// held returns the arguments of a call that are holders.
func (h *Holders) held(call *ssa.Call) (params ParamSet) {
	for i, a := range call.Call.Args {
		if h.Vals[a] {
			params = params.With(i)
		}
	}
	return params
}

// literalMayAnswer reports whether a literal that is called where it stands may
// answer through what it is given or captures.
func (h *Holders) literalMayAnswer(call *ssa.Call, mc *ssa.MakeClosure) bool {
	fn := mc.Fn.(*ssa.Function)
	if len(fn.Blocks) == 0 || h.p.summaries.Busy[fn] {
		return true
	}
	var given []ssa.Value
	for i, a := range call.Call.Args {
		if h.Vals[a] && i < len(fn.Params) {
			given = append(given, fn.Params[i])
		}
	}
	given = append(given, h.Captured(mc)...)
	h.p.summaries.Busy[fn] = true
	defer delete(h.p.summaries.Busy, fn)
	return h.p.Holding(fn, given...).answersIn(fn)
}

// answersIn reports whether any instruction of a function may answer.
func (h *Holders) answersIn(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, h.MayAnswer) {
			return true
		}
	}
	return false
}
