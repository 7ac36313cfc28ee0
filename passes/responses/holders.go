package responses

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// holders are the values of a function through which its writer can be reached:
// the writer, what wraps it, closures that capture it, and what calls make of it.
type holders struct {
	p    *producer
	vals map[ssa.Value]bool
}

// holding finds the holders in a function, from those that it is given.
func (p *producer) holding(fn *ssa.Function, given ...ssa.Value) *holders {
	h := &holders{p: p, vals: make(map[ssa.Value]bool)}
	for _, v := range given {
		h.vals[v] = true
	}
	for more := true; more; {
		more = false
		add := func(v ssa.Value) {
			// Whoever gets a framework's context as a context.Context answers nothing,
			// nor does who gets the request that is in it.
			_, plain := v.Type().Underlying().(*types.Basic)
			if !plain && !typeutil.IsError(v.Type()) && !typeutil.IsNamed(v.Type(), "context", "Context") && !httpmodel.IsRequest(v.Type()) && !h.vals[v] {
				h.vals[v], more = true, true
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if a := ssautil.Local(instr.Addr); a != nil && h.vals[instr.Val] {
						add(a)
					}
				case *ssa.Call:
					if h.gives(instr) {
						add(instr)
					}
				case ssa.Value:
					if h.uses(instr.(ssa.Instruction)) {
						add(instr)
					}
				}
			}
		}
	}
	return h
}

// captured returns the variables by which a literal has holders.
func (h *holders) captured(mc *ssa.MakeClosure) (vars []ssa.Value) {
	for i, b := range mc.Bindings {
		if h.vals[b] {
			vars = append(vars, mc.Fn.(*ssa.Function).FreeVars[i])
		}
	}
	return vars
}

func (h *holders) uses(instr ssa.Instruction) bool {
	for _, op := range instr.Operands(nil) {
		if *op != nil && h.vals[*op] {
			return true
		}
	}
	return false
}

// gives reports whether a call makes a holder of one. Nothing is answered
// through a header map, nor through a reader that is only limited for a writer.
func (h *holders) gives(call *ssa.Call) bool {
	if !h.uses(call) {
		return false
	}
	row := h.p.flow.Row(&call.Call)
	if row == nil {
		return h.p.quietOf(call).gives(h.held(call))
	}
	if args := ssautil.Args(&call.Call); row.Response == nil && len(args) > 0 && isContextOf(args[0].Type()) && !h.p.isWriterType(call.Type()) {
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
		return e.Arg >= len(args) || h.vals[args[e.Arg]]
	}
	return true
}

// mayAnswer reports whether an instruction may answer, or leave it to something
// that is not read here: what is deferred, stored or sent elsewhere.
func (h *holders) mayAnswer(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go, *ssa.Defer:
		return h.uses(instr)
	case *ssa.Store:
		return h.vals[instr.Val] && ssautil.Local(instr.Addr) == nil
	case *ssa.MapUpdate:
		return h.vals[instr.Value]
	case *ssa.Send:
		return h.vals[instr.X]
	case *ssa.Call:
		return h.uses(instr) && h.callMayAnswer(instr)
	}
	return false
}

func (h *holders) callMayAnswer(call *ssa.Call) bool {
	if row := h.p.flow.Row(&call.Call); row != nil {
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
	return !h.p.quietOf(call).silent(h.held(call))
}

// putsAway reports whether a call makes a context that has a holder as a value,
// which whoever knows the key gets out again.
func (h *holders) putsAway(call *ssa.Call) bool {
	return valueflow.IsContext(call.Type()) && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		i, ok := a.Type().Underlying().(*types.Interface)
		return ok && i.Empty() && h.vals[a]
	})
}

// held returns the arguments of a call that are holders.
func (h *holders) held(call *ssa.Call) (params paramSet) {
	for i, a := range call.Call.Args {
		if h.vals[a] {
			params = params.with(i)
		}
	}
	return params
}

// literalMayAnswer reports whether a literal that is called where it stands may
// answer through what it is given or captures.
func (h *holders) literalMayAnswer(call *ssa.Call, mc *ssa.MakeClosure) bool {
	fn := mc.Fn.(*ssa.Function)
	if len(fn.Blocks) == 0 || h.p.busy[fn] {
		return true
	}
	var given []ssa.Value
	for i, a := range call.Call.Args {
		if h.vals[a] && i < len(fn.Params) {
			given = append(given, fn.Params[i])
		}
	}
	given = append(given, h.captured(mc)...)
	h.p.busy[fn] = true
	defer delete(h.p.busy, fn)
	return h.p.holding(fn, given...).answersIn(fn)
}

// answersIn reports whether any instruction of a function may answer.
func (h *holders) answersIn(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, h.mayAnswer) {
			return true
		}
	}
	return false
}
